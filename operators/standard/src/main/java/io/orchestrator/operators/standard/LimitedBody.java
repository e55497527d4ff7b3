package io.orchestrator.operators.standard;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects an answer, and gives up when it is longer than a worker should hold. */
final class LimitedBody implements BodySubscriber<byte[]> {
  private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
  private final long most;
  private @Nullable Subscription subscription;
  private long seen;

  LimitedBody(long most) {
    this.most = most;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return collected.getBody();
  }

  @Override
  public void onSubscribe(Subscription source) {
    subscription = source;
    collected.onSubscribe(source);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    seen += parts.stream().mapToLong(ByteBuffer::remaining).sum();
    if (seen <= most) {
      collected.onNext(parts);
    } else if (subscription != null) {
      subscription.cancel();
      collected.onError(new IOException("the answer is longer than " + most + " bytes"));
    }
  }

  @Override
  public void onError(Throwable trouble) {
    collected.onError(trouble);
  }

  @Override
  public void onComplete() {
    collected.onComplete();
  }
}

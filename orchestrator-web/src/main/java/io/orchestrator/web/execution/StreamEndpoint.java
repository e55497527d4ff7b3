package io.orchestrator.web.execution;

import io.orchestrator.execution.http.Frame;
import io.orchestrator.execution.http.MessageBytes;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** A worker's connection: takes its messages apart, of bounded size, and hands them on. */
final class StreamEndpoint extends Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(StreamEndpoint.class);
  private final Streams streams;
  private final MessageBytes arriving = new MessageBytes(Frame.LONGEST_OF_WORKER);
  private @Nullable StreamConnection connection;

  StreamEndpoint(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    StreamConnection opened = streams.connect(session);
    connection = opened;
    session.addMessageHandler(
        ByteBuffer.class,
        (MessageHandler.Partial<ByteBuffer>) (part, last) -> arrived(opened, part, last));
    session.addMessageHandler(
        String.class,
        (MessageHandler.Partial<String>)
            (part, last) -> opened.refuse(CloseCodes.CANNOT_ACCEPT, "texts are not understood"));
  }

  private void arrived(StreamConnection from, ByteBuffer part, boolean last) {
    if (!arriving.add(part)) {
      from.refuse(CloseCodes.TOO_BIG, "a message may have " + Frame.LONGEST_OF_WORKER + " bytes");
    } else if (last) {
      heard(from, arriving.take());
    }
  }

  private static void heard(StreamConnection from, byte[] message) {
    try {
      from.heard(Frame.parse(message));
    } catch (IllegalArgumentException | JacksonException e) {
      LOG.warn("A message of {} cannot be read", from.name(), e);
      from.refuse(CloseCodes.CANNOT_ACCEPT, "a message cannot be read");
    } catch (RuntimeException e) {
      LOG.error("A message of {} could not be taken", from.name(), e);
      from.refuse(CloseCodes.UNEXPECTED_CONDITION, "a message could not be taken");
    }
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    Objects.requireNonNull(connection).gone(reason.toString());
  }

  @Override
  public void onError(Session session, Throwable failure) {
    LOG.debug("A worker's connection broke", failure);
  }
}

package io.orchestrator.crypto.tink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.orchestrator.connection.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;

/**
 * Seals with AES-256-GCM; the context is the associated data. The key is a Tink keyset as JSON
 * text, so keys can be added and rotated with Tink's own tools.
 */
public final class TinkSecretBox implements SecretBox {
  private final Aead aead;

  private TinkSecretBox(Aead aead) {
    this.aead = aead;
  }

  /**
   * Takes the keyset from a file. When there is none, the file is made with a new key, readable by
   * its owner alone.
   *
   * @throws UncheckedIOException when the file can neither be read nor made
   * @throws IllegalArgumentException when it holds no keyset
   */
  public static TinkSecretBox ofKeyFile(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return ofKeyset(Files.readString(file), "key file " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The key file " + file + " cannot be read or made. Nothing was encrypted.", e);
    }
  }

  /**
   * Takes the keyset from a setting.
   *
   * @param origin where it came from, for messages; the keyset is never printed
   * @throws IllegalArgumentException when it is not a keyset
   */
  public static TinkSecretBox ofKeyset(String keyset, String origin) {
    try {
      KeysetHandle handle =
          TinkJsonProtoKeysetFormat.parseKeyset(
              keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
      return new TinkSecretBox(handle.getPrimitive(AeadConfig2026.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The "
              + origin
              + " holds no Tink keyset. Secrets cannot be read or written. Put back the keyset"
              + " they were written with.",
          e);
    }
  }

  @Override
  public String seal(String plain, String context) {
    try {
      byte[] sealed = aead.encrypt(plain.getBytes(UTF_8), context.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot encrypt " + context + ". Nothing was stored.", e);
    }
  }

  @Override
  public String open(String sealed, String context) {
    try {
      byte[] cipher = Base64.getDecoder().decode(sealed);
      return new String(aead.decrypt(cipher, context.getBytes(UTF_8)), UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SecretUnreadableException(
          "The secret of "
              + context
              + " cannot be decrypted: it was written with another key, for another place, or is"
              + " damaged. Nothing was changed. Put back the key it was written with, or enter it"
              + " anew.",
          e);
    }
  }

  /** Two processes may start at once: the file appears whole, and only one of them makes it. */
  private static void create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder: " + file);
    }
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, ".key", ".new", ownerOnly());
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.write(UTF_8.encode(newKeyset()));
        channel.force(true);
      }
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String newKeyset() {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
          AeadConfig2026.get(),
          InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no AES-256-GCM. No key was made.", e);
    }
  }
}

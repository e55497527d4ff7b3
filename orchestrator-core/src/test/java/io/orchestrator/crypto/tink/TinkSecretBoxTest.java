package io.orchestrator.crypto.tink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.connection.SecretBox.SecretUnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinkSecretBoxTest {
  @Test
  void theKeyFileIsMadeOnceForItsOwnerAlone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("sub/secret.key");
    String sealed = TinkSecretBox.ofKeyFile(file).seal("hunter2", "connection/a/password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(TinkSecretBox.ofKeyFile(file).open(sealed, "connection/a/password"))
        .isEqualTo("hunter2");
    try (var files = Files.list(file.resolveSibling("."))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aSealedTextOpensOnlyWithItsKeyAndContext(@TempDir Path folder) {
    TinkSecretBox box = TinkSecretBox.ofKeyFile(folder.resolve("a.key"));
    TinkSecretBox other = TinkSecretBox.ofKeyFile(folder.resolve("b.key"));
    String sealed = box.seal("x", "variable/a");
    assertThat(sealed).isNotEqualTo(box.seal("x", "variable/a"));
    assertThatThrownBy(() -> box.open(sealed, "variable/b"))
        .isInstanceOf(SecretUnreadableException.class);
    assertThatThrownBy(() -> other.open(sealed, "variable/a"))
        .isInstanceOf(SecretUnreadableException.class)
        .hasMessageContaining("another key");
    assertThatThrownBy(() -> box.open("no base64!", "variable/a"))
        .isInstanceOf(SecretUnreadableException.class);
  }

  @Test
  void aFileWithoutAKeysetIsRefusedAndLeftAlone(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.key"), "nonsense");
    assertThatThrownBy(() -> TinkSecretBox.ofKeyFile(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no Tink keyset");
    assertThat(file).hasContent("nonsense");
  }
}

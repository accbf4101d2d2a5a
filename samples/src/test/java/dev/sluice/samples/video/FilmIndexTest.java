package dev.sluice.samples.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmIndexTest {
    private static final Film ONE = new Film("1", "one.png", 30, 20);
    private static final Film TWO = new Film("2", "two.png", 30, 20);

    @TempDir
    Path folder;

    @Test
    void whatWasAddedAndPublishedIsThereAfterARestart() throws IOException {
        try (FilmIndex index = open()) {
            index.add(ONE);
            index.add(TWO);
            index.published("1");
        }

        try (FilmIndex index = open()) {
            assertThat(index.films()).containsExactly(ONE);
            assertThat(index.film("2")).isEqualTo(TWO);
            assertThat(index.isPublished("2")).isFalse();
        }
    }

    @Test
    void sayingItTwiceWritesItOnce() throws IOException {
        try (FilmIndex index = open()) {
            for (int time = 0; time < 2; time++) {
                index.add(ONE);
                index.published("1");
            }
        }

        assertThat(Files.readAllLines(file())).hasSize(2);
    }

    @Test
    void aLineWithoutAnEndIsCutOff() throws IOException {
        try (FilmIndex index = open()) {
            index.add(ONE);
        }
        Files.writeString(file(), "{\"added\":{\"id\":\"tor", StandardOpenOption.APPEND);

        try (FilmIndex index = open()) {
            index.add(TWO);
        }
        try (FilmIndex index = open()) {
            assertThat(index.film("2")).isEqualTo(TWO);
        }
        assertThat(Files.readAllLines(file())).hasSize(2);
    }

    @Test
    void twoStoresCannotHaveTheSameIndex() throws IOException {
        try (FilmIndex index = open()) {
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
            assertThat(index.films()).isEmpty();
        }
    }

    private FilmIndex open() throws IOException {
        return FilmIndex.open(file());
    }

    private Path file() {
        return folder.resolve("films.jsonl");
    }
}

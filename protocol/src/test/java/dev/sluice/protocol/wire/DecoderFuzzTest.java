package dev.sluice.protocol.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.error.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, a decoder returns a record or throws ApiException; and a record that it returned says the same
 * when it is written and read again. {@code -Dsluice.fuzz.rounds=10000000} for longer, {@code -Dsluice.fuzz.seed} for
 * another course.
 */
class DecoderFuzzTest {

    private static final int ROUNDS = Integer.getInteger("sluice.fuzz.rounds", 20_000);
    private static final long SEED = Long.getLong("sluice.fuzz.seed", 20260901);

    private static final Pattern ACTION = Pattern.compile("Action=([A-Za-z]+)");

    private static final String[] JSON_SNIPPETS = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "\\u",
        "\\uD83D",
        "\\uDE00",
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1.5",
        "1e999",
        "99999999999999999999",
        "\"10\"",
        "{}",
        "[]",
        "[null]",
        "{\"\":",
        "\"Entries\":",
        "\"MessageBody\":",
        "\"MessageAttributes\":",
        "\"BinaryValue\":\"",
        "\"StringListValues\":",
        " ",
        "\n",
        "\0",
        "\u00ff",
        "\u00ef\u00bb\u00bf"
    };
    private static final String[] FORM_SNIPPETS = {
        "&",
        "=",
        "%",
        "+",
        ".",
        "%2",
        "%zz",
        "%00",
        "%C3",
        "%ED%A0%BD",
        ".1",
        ".1.",
        ".01",
        ".-1",
        ".2147483648",
        ".Name",
        ".Value",
        ".Value.BinaryValue=",
        "Entries",
        "MessageAttribute",
        "SendMessageBatchRequestEntry",
        ".member.1",
        ".member.",
        ".entry.1.key=k",
        ".entry.1.Value.DataType=",
        "Attributes",
        "PublishBatchRequestEntries",
        "=&",
        "&&",
        "..",
        "\0",
        "\u00ff"
    };

    private final Random random = new Random(SEED);
    private final JsonCodec json = new JsonCodec();
    private final QueryCodec query = new QueryCodec();
    private final QueryCodec snsQuery = new QueryCodec(Service.SNS);
    private final List<Operation<?, ?>> operations = List.copyOf(SqsOperations.all());
    private final List<Operation<?, ?>> snsOperations = List.copyOf(SnsOperations.all());

    @Test
    void jsonDecoderThrowsNothingElse() throws IOException {
        var seeds = goldens("wire", ".request.json");
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] input = input(seeds, JSON_SNIPPETS);
            if (survives(round, input, operation(), null, query)) read++;
        }
        assertThat(read).as("requests that could be read").isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    @Test
    void queryDecoderThrowsNothingElse() throws IOException {
        var seeds = goldens("wire", ".request.form");
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] input = input(seeds, FORM_SNIPPETS);
            String queryString = random.nextBoolean() ? new String(input(seeds, FORM_SNIPPETS), ISO_8859_1) : "";
            if (survives(round, input, operation(), queryString, query)) read++;
        }
        assertThat(read).as("requests that could be read").isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    @Test
    void snsDecoderThrowsNothingElse() throws IOException {
        var seeds = goldens("sns", ".request.form");
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] input = input(seeds, FORM_SNIPPETS);
            if (survives(round, input, snsOperation(input), "", snsQuery)) read++;
        }
        assertThat(read).as("requests that could be read").isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    @Test
    void jsonResponseDecoderThrowsNothingElse() throws IOException {
        var seeds = goldens("wire", ".response.json");
        for (int round = 0; round < ROUNDS / 5; round++) {
            byte[] input = input(seeds, JSON_SNIPPETS);
            try {
                json.decodeResponse(operation(), input, 0, input.length);
            } catch (ApiException expected) {
                assertThat(expected.text()).isNotEmpty();
            } catch (RuntimeException | Error e) {
                throw unexpected(round, input, null, e);
            }
        }
    }

    /** @return whether the input was a request */
    private <I> boolean survives(
            int round, byte[] input, Operation<I, ?> operation, @Nullable String queryString, QueryCodec codec) {
        try {
            I request = queryString == null
                    ? json.decode(operation, input)
                    : codec.decode(operation, FormParameters.parse(queryString, input));
            requireSameWhenReadAgain(operation, request);
            return true;
        } catch (ApiException expected) {
            if (expected.text().isEmpty()) throw new AssertionError("says nothing", expected);
            return false;
        } catch (RuntimeException | Error e) {
            throw unexpected(round, input, queryString, e);
        }
    }

    private <I> void requireSameWhenReadAgain(Operation<I, ?> operation, I request) {
        byte[] written = written(operation, request);
        try {
            byte[] again = written(operation, json.decode(operation, written));
            if (!Arrays.equals(written, again)) throw new AssertionError("is not the same when read again");
        } catch (ApiException e) {
            throw new AssertionError("cannot be read again", e);
        }
    }

    private <I> byte[] written(Operation<I, ?> operation, I request) {
        var out = new WireBytes();
        json.encodeRequest(operation, request, out);
        return Arrays.copyOf(out.array(), out.length());
    }

    private Operation<?, ?> operation() {
        return operations.get(random.nextInt(operations.size()));
    }

    /** What the input asks for, as long as it can be told: most actions of SNS refuse the parameters of all others. */
    private Operation<?, ?> snsOperation(byte[] input) {
        var action = ACTION.matcher(new String(input, ISO_8859_1));
        Operation<?, ?> named = action.find() ? SnsOperations.named(action.group(1)) : null;
        return named != null ? named : snsOperations.get(random.nextInt(snsOperations.size()));
    }

    private byte[] input(List<byte[]> seeds, String[] snippets) {
        return switch (random.nextInt(10)) {
            case 0 -> randomBytes();
            case 1 -> randomSnippets(snippets);
            case 2 -> cut(seed(seeds));
            default -> {
                byte[] input = seed(seeds);
                for (int i = random.nextInt(4); i >= 0; i--) input = mutated(input, seeds, snippets);
                yield input;
            }
        };
    }

    private byte[] mutated(byte[] input, List<byte[]> seeds, String[] snippets) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + random.nextInt(16));
        return switch (random.nextInt(7)) {
            case 0 -> {
                byte[] flipped = input.clone();
                if (at < flipped.length) flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> spliced(input, at, at, randomBytes());
            case 2 -> spliced(input, at, end, new byte[0]);
            case 3 -> spliced(input, at, at, Arrays.copyOfRange(input, at, end));
            case 4 -> spliced(input, at, input.length, cut(seed(seeds)));
            default -> spliced(input, at, random.nextBoolean() ? at : end, snippet(snippets));
        };
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] randomSnippets(String[] snippets) {
        byte[] bytes = new byte[0];
        for (int i = random.nextInt(20); i > 0; i--)
            bytes = spliced(bytes, bytes.length, bytes.length, snippet(snippets));
        return bytes;
    }

    private byte[] snippet(String[] snippets) {
        return snippets[random.nextInt(snippets.length)].getBytes(ISO_8859_1);
    }

    private byte[] seed(List<byte[]> seeds) {
        return seeds.get(random.nextInt(seeds.size()));
    }

    /** One end of it. */
    private byte[] cut(byte[] input) {
        int at = random.nextInt(input.length + 1);
        return random.nextBoolean() ? Arrays.copyOf(input, at) : Arrays.copyOfRange(input, at, input.length);
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] inserted) {
        byte[] result = Arrays.copyOf(input, from + inserted.length + input.length - to);
        System.arraycopy(inserted, 0, result, from, inserted.length);
        System.arraycopy(input, to, result, from + inserted.length, input.length - to);
        return result;
    }

    private static List<byte[]> goldens(String directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources", directory))) {
            var names = files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
            assertThat(names).isNotEmpty();
            var contents = new ArrayList<byte[]>();
            for (Path name : names) contents.add(Files.readAllBytes(name));
            return contents;
        }
    }

    private static AssertionError unexpected(int round, byte[] input, @Nullable String queryString, Throwable e) {
        return new AssertionError(
                "seed " + SEED + ", round " + round + ", body (base64) "
                        + Base64.getEncoder().encodeToString(input) + ", query string " + queryString,
                e);
    }
}

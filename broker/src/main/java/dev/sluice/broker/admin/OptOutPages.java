package dev.sluice.broker.admin;

import dev.sluice.broker.api.Call;
import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SmsAccount;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.shard.Shards.Submission;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets a telephone number opt out of an account's text messages, as its owner does with AWS by answering STOP. Listing them
 * and opting in again are actions of SNS. Owned by its event loop.
 */
final class OptOutPages {
    static final String PATH = "/admin/v1/opted-out/";

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private final Supplier<@Nullable Shards> shards;

    OptOutPages(Supplier<@Nullable Shards> shards) {
        this.shards = shards;
    }

    static boolean has(String path) {
        return path.startsWith(PATH);
    }

    void answer(Call call) {
        String[] below = call.path().substring(PATH.length()).split("/", -1);
        PhoneNumber number = below.length == 3 ? PhoneNumber.of(below[2]) : null;
        if (number == null || below[1].isEmpty() || !ACCOUNT.matcher(below[0]).matches()) {
            String text = "a number opts out at " + PATH + "{account}/{region}/{number}";
            call.respond(Json.problem(404, text), null);
        } else if (!call.method().equals("PUT")) {
            call.respond(Json.problem(405, "a number opts out by a PUT"), null);
        } else {
            optOut(call, new SmsAccount(below[0], below[1]), number);
        }
    }

    private void optOut(Call call, SmsAccount account, PhoneNumber number) {
        Shards asked = shards.get();
        var asker = new Asker(
                call.executor(),
                reply -> LateAnswer.respond(
                        call, () -> Json.answer(200, json -> json.writeStringField("optedOut", number.text()))));
        Submission submission =
                asked == null ? Submission.STOPPING : asked.submit(new SmsCommand.OptOut(account, number, true), asker);
        if (submission != Submission.TAKEN) {
            call.respond(Json.problem(503, "the broker is not ready, or busy"), null);
        }
    }
}

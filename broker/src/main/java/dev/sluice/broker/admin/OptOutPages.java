package dev.sluice.broker.admin;

import dev.sluice.broker.api.Call;
import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SmsAccount;
import java.util.regex.Pattern;

/**
 * Lets a telephone number opt out of an account's text messages, as its owner does with AWS by answering STOP. Listing them
 * and opting in again are actions of SNS. Owned by its event loop.
 */
final class OptOutPages {
    static final String PATH = "/admin/v1/opted-out/";

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private final ShardAnswers shards;

    OptOutPages(ShardAnswers shards) {
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
            shards.submit(
                    call,
                    new SmsCommand.OptOut(new SmsAccount(below[0], below[1]), number, true),
                    done -> Json.answer(200, json -> json.writeStringField("optedOut", number.text())));
        }
    }
}

package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.BlockingShards;
import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.broker.engine.SmsQuestion;
import dev.sluice.broker.engine.effect.SmsReply;
import dev.sluice.broker.shard.Shards;

/** Lets the sandbox of text messages be as the configuration has it. */
public final class SmsSandboxSwitch {
    private static final String DECLARED = "sns.sms-sandbox";

    private SmsSandboxSwitch() {}

    /** @throws dev.sluice.broker.api.DeclarationFailed when the broker does not carry it out */
    public static void set(Shards shards, boolean on) {
        var told = BlockingShards.answered(shards, new SmsQuestion.DescribeSandbox(), DECLARED);
        if (((SmsReply.SandboxTold) told).on() == on) return;
        BlockingShards.carriedOut(shards, new SmsCommand.SetSandbox(on), DECLARED);
    }
}

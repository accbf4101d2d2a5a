package dev.sluice.broker.engine.effect;

/** Whether text messages go to verified numbers only, whatever the account, as stored. */
public record SmsSandbox(boolean on) implements MobileRow {}

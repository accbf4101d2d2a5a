package dev.sluice.broker.engine.effect;

/** What is stored about mobile telephones and the apps on them. */
public sealed interface MobileRow
        permits ApplicationRecord, EndpointRecord, SmsSettings, PhoneNumberRecord, SmsSandbox {}

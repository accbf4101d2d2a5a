package dev.sluice.planted.broker.shard;

public final class Plain {}

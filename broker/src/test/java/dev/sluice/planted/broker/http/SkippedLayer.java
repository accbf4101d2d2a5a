package dev.sluice.planted.broker.http;

import dev.sluice.planted.broker.shard.Plain;

record SkippedLayer(Plain notOurs) {}

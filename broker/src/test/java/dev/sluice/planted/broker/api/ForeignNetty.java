package dev.sluice.planted.broker.api;

import io.netty.buffer.ByteBuf;

record ForeignNetty(ByteBuf buffer) {}

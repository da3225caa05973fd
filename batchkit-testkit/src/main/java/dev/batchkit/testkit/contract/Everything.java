package dev.batchkit.testkit.contract;

import dev.batchkit.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row with a component of every type. */
record Everything(
    @Nullable String text,
    int small,
    @Nullable Integer boxedSmall,
    long large,
    @Nullable Long boxedLarge,
    double real,
    @Nullable Double boxedReal,
    boolean flag,
    @Nullable Boolean boxedFlag,
    @Nullable BigDecimal decimal,
    @Nullable LocalDate day,
    @Nullable Instant moment,
    @Nullable UUID uuid,
    @Nullable Colour colour,
    @Nullable Nested nested,
    @Nullable Json json) {
  /** An enum. */
  enum Colour {
    RED,
    GREEN
  }

  /** A nested record. */
  record Nested(@Nullable String name, @Nullable BigDecimal amount, @Nullable List<String> tags) {}

  static Everything empty() {
    return new Everything(
        null, 0, null, 0, null, 0, null, false, null, null, null, null, null, null, null, null);
  }

  static Everything full() {
    return new Everything(
        "Grüße 'a' \"b\" \\ \uD83E\uDD16 \uFFFF\n\t\u0000.",
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        true,
        false,
        new BigDecimal("-1234567890123456789012345678901234567890.10"),
        LocalDate.of(2024, 2, 29),
        Instant.parse("2026-05-04T09:08:07.123456789Z"),
        UUID.fromString("01234567-89ab-7def-8123-456789abcdef"),
        Colour.GREEN,
        new Nested("näme", new BigDecimal("1.10"), List.of("a", "b")),
        Json.of("{ \"b\" : 1.10, \"a\" : [ 1E400, null ] }"));
  }

  Everything text(String other) {
    return new Everything(
        other,
        small,
        boxedSmall,
        large,
        boxedLarge,
        real,
        boxedReal,
        flag,
        boxedFlag,
        decimal,
        day,
        moment,
        uuid,
        colour,
        nested,
        json);
  }

  Everything real(double other) {
    return new Everything(
        text,
        small,
        boxedSmall,
        large,
        boxedLarge,
        other,
        boxedReal,
        flag,
        boxedFlag,
        decimal,
        day,
        moment,
        uuid,
        colour,
        nested,
        json);
  }

  Everything decimal(BigDecimal other) {
    return new Everything(
        text,
        small,
        boxedSmall,
        large,
        boxedLarge,
        real,
        boxedReal,
        flag,
        boxedFlag,
        other,
        day,
        moment,
        uuid,
        colour,
        nested,
        json);
  }

  Everything day(LocalDate other) {
    return new Everything(
        text,
        small,
        boxedSmall,
        large,
        boxedLarge,
        real,
        boxedReal,
        flag,
        boxedFlag,
        decimal,
        other,
        moment,
        uuid,
        colour,
        nested,
        json);
  }

  Everything moment(Instant other) {
    return new Everything(
        text,
        small,
        boxedSmall,
        large,
        boxedLarge,
        real,
        boxedReal,
        flag,
        boxedFlag,
        decimal,
        day,
        other,
        uuid,
        colour,
        nested,
        json);
  }

  Everything json(Json other) {
    return new Everything(
        text,
        small,
        boxedSmall,
        large,
        boxedLarge,
        real,
        boxedReal,
        flag,
        boxedFlag,
        decimal,
        day,
        moment,
        uuid,
        colour,
        nested,
        other);
  }
}

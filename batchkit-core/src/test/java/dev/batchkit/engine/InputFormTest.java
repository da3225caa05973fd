package dev.batchkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputFormTest {
  record Nested(String city) {}

  record All(
      @Nullable String text,
      int number,
      @Nullable Long big,
      @Nullable Double real,
      boolean flag,
      @Nullable BigDecimal price,
      @Nullable LocalDate day,
      @Nullable Instant at,
      @Nullable UUID id,
      @Nullable Severity severity,
      @Nullable Json json,
      @Nullable Nested nested) {}

  private static final All FULL =
      new All(
          " A ",
          7,
          8L,
          0.5,
          true,
          new BigDecimal("12.30"),
          LocalDate.of(2026, 5, 4),
          Instant.parse("2026-05-04T09:08:07Z"),
          UUID.fromString("018f4c1e-0000-7000-8000-000000000001"),
          Severity.ERROR,
          Json.of("{ \"a\" : 1.0 }"),
          new Nested("Köln"));
  private static final All EMPTY =
      new All(null, 0, null, null, false, null, null, null, null, null, null, null);

  private final InputForm<All> form = InputForm.of(All.class);

  @Test
  void what_a_form_shows_makes_the_same_input_out_of_an_empty_one() {
    assertThat(form.with(EMPTY, form.cells(FULL))).isEqualTo(FULL);
  }

  @Test
  void what_a_form_shows_changes_nothing() {
    assertThat(form.with(FULL, form.cells(FULL))).isEqualTo(FULL);
    assertThat(form.with(EMPTY, form.cells(EMPTY))).isEqualTo(EMPTY);
  }

  @Test
  void an_empty_text_is_null_but_for_texts() {
    Map<String, String> cells = new LinkedHashMap<>(form.cells(FULL));
    cells.replaceAll((name, text) -> name.equals("number") || name.equals("flag") ? text : " ");
    All made = form.with(FULL, cells);
    assertThat(made.text()).isEqualTo(" ");
    assertThat(made.price()).isNull();
    assertThat(made.nested()).isNull();
  }

  @Test
  void values_of_the_component_are_taken_as_they_are() {
    assertThat(form.with(EMPTY, Map.of("price", BigDecimal.TEN, "number", 9)))
        .isEqualTo(
            new All(
                null, 9, null, null, false, BigDecimal.TEN, null, null, null, null, null, null));
  }

  @Test
  void all_faults_are_told_at_once_and_no_value() {
    InvalidValue refused =
        catchThrowableOfType(
            InvalidValue.class,
            () ->
                form.with(
                    FULL,
                    Map.of(
                        "number", "",
                        "price", "secret",
                        "day", "secret",
                        "flag", "secret",
                        "severity", "secret",
                        "nested", "{secret",
                        "big", 7.5,
                        "colour", "secret")));
    assertThat(refused.faults()).hasSize(8).noneMatch(fault -> fault.contains("secret"));
    assertThat(refused).hasMessageNotContaining("secret");
  }

  @Test
  void cells_have_the_classes_of_their_columns() {
    InputForm<Cells> cells =
        InputForm.of(
            List.of(new Column("sku", ColumnType.TEXT), new Column("price", ColumnType.DECIMAL)));
    Cells made = cells.with(null, Map.of("sku", "A", "price", "1.50"));
    assertThat(made.values()).isEqualTo(Map.of("sku", "A", "price", new BigDecimal("1.50")));
    assertThat(cells.with(made, cells.cells(made))).isEqualTo(made);
  }
}

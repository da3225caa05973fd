package dev.batchkit.measuring;

import dev.batchkit.indicator.Side;
import dev.batchkit.session.DataSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the records of a test are read from. */
interface Ground {
  /** Code of the program gives them, as they are. */
  Ground RECORDS =
      new Ground() {
        @Override
        public DataDoors lay(
            List<String> columns,
            List<Map<String, Object>> source,
            List<Map<String, Object>> target) {
          return new DataDoors(
              Map.of(), Map.of("source", source::stream, "target", target::stream));
        }

        @Override
        public DataSet dataset(Side side) {
          return DataSet.records(name(side));
        }
      };

  /** Puts records there, in place of those that were there. */
  DataDoors lay(
      List<String> columns, List<Map<String, Object>> source, List<Map<String, Object>> target)
      throws Exception;

  /** What a definition says to read them in the order in which they were given. */
  DataSet dataset(Side side);

  static String name(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}

package dev.batchkit.examples.vendorprices;

import dev.batchkit.examples.vendorprices.AcmeCatalogue.Article;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes the price lists that the program ships, as dirty as real ones. {@link #main} writes them; a
 * test proves that the shipped files are what this makes.
 */
final class AcmeLists {
  static final String MAY = "acme-2026-05.csv";
  static final String JUNE = "acme-2026-06.csv";

  private static final long SEED = 20_260_501;
  private static final int IN_MAY = 3_960;
  private static final int NEW_IN_JUNE = 85;
  private static final String HEADER = "SKU,Product Name,Category,Pack,Unit Price";
  private static final List<String> NO_PRICES =
      List.of(
          "",
          "n/a",
          "TBA",
          "call",
          "see quote",
          "12,3x",
          "1O.99",
          "#REF!",
          "12,50",
          "1.234,50",
          "14.5.0",
          "--",
          "?",
          "8.99/9.49",
          "from 3.20",
          "$",
          "USD");

  private AcmeLists() {}

  /** Writes both lists into the folder of resources that is named. */
  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[0], MAY), may());
    Files.write(Path.of(args[0], JUNE), june());
  }

  static byte[] may() {
    return file(AcmeCatalogue.articles(SEED).subList(0, IN_MAY), new Random(SEED + 1));
  }

  static byte[] june() {
    Random random = new Random(SEED + 2);
    List<Article> all = AcmeCatalogue.articles(SEED);
    List<Article> articles = new ArrayList<>();
    for (Article article : all.subList(0, IN_MAY)) {
      if (random.nextInt(64) != 0) {
        articles.add(nextMonth(article, random));
      }
    }
    articles.addAll(all.subList(IN_MAY, IN_MAY + NEW_IN_JUNE));
    return file(articles, random);
  }

  /** Most prices stay, many move a little, a few by a slip of the decimal point. */
  private static Article nextMonth(Article article, Random random) {
    long cents = article.cents();
    int chance = random.nextInt(1_000);
    if (chance < 10) {
      return article.withCents(chance % 2 == 0 ? cents * 10 : Math.max(1, cents / 10));
    }
    if (chance < 16) {
      return article.withName(article.name() + " (new design)");
    }
    return chance < 400 ? article.withCents(cents + cents * random.nextInt(-4, 10) / 100) : article;
  }

  private static byte[] file(List<Article> articles, Random random) {
    List<String> lines = new ArrayList<>();
    for (Article article : articles) {
      lines.add(line(article, random));
      if (random.nextInt(90) == 0) {
        Article again = articles.get(random.nextInt(articles.size()));
        lines.add(line(random.nextBoolean() ? again : again.withCents(again.cents() + 50), random));
      }
    }
    lines.add("FREIGHT,Freight within the contiguous states,Charges,,45.00");
    lines.add("DISCOUNT,Early payment discount,Charges,,-2.00");
    lines.add(",,,,");
    lines.add(",,,,");
    String text = '\uFEFF' + HEADER + "\r\n" + String.join("\r\n", lines) + "\r\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String line(Article article, Random random) {
    return String.join(
        ",",
        quoted(sku(article, random)),
        quoted(name(article, random)),
        article.category(),
        article.pack(),
        quoted(price(article.cents(), random)));
  }

  private static String sku(Article article, Random random) {
    return switch (random.nextInt(300)) {
      case 0 -> "";
      case 1, 2, 3, 4 -> " " + article.sku();
      case 5, 6, 7 -> article.sku() + "  ";
      case 8 -> article.sku() + '\u00A0';
      default -> article.sku();
    };
  }

  private static String name(Article article, Random random) {
    String name = article.name();
    return switch (random.nextInt(300)) {
      case 0 -> "";
      case 1 -> name.replaceFirst(", ", ",\n");
      case 2, 3, 4, 5 -> name.replaceFirst(" ", "  ");
      case 6, 7 -> name + " ";
      default -> name;
    };
  }

  private static String price(long cents, Random random) {
    String plain = String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    String grouped = String.format(Locale.ROOT, "%,d.%02d", cents / 100, cents % 100);
    int chance = random.nextInt(1_000);
    if (chance < 7) {
      return NO_PRICES.get(random.nextInt(NO_PRICES.size()));
    }
    if (chance < 9) {
      return random.nextBoolean() ? "-" + plain : "(" + plain + ")";
    }
    return chance < 12 ? "0.00" : dressed(plain, grouped, chance);
  }

  private static String dressed(String plain, String grouped, int chance) {
    if (chance < 90) {
      return "$" + grouped;
    }
    if (chance < 115) {
      return "USD " + grouped;
    }
    if (chance < 125) {
      return chance % 2 == 0 ? "\u20AC " + grouped : "\u00A3" + plain;
    }
    if (chance < 170) {
      return " " + plain + " ";
    }
    return chance < 600 ? grouped : plain;
  }

  private static String quoted(String cell) {
    boolean needed = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n');
    return needed ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
  }
}

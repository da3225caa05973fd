package dev.batchkit.examples.vendorprices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The articles of a vendor that does not exist: hardware, garden, kitchen and the like. */
final class AcmeCatalogue {
  /** Category | product | lowest and highest price in cents | makes | sizes. */
  private static final String PRODUCTS =
      """
      Hardware|Wood screw|290|1890|zinc plated;stainless;brass;black|3.5 x 20 mm;4 x 30 mm;4 x 40 mm;5 x 60 mm;6 x 80 mm;6 x 100 mm
      Hardware|Hex bolt|40|980|galvanised;stainless A2;stainless A4|M6 x 30;M8 x 40;M8 x 60;M10 x 80;M12 x 100;M16 x 120
      Hardware|Carriage bolt|55|720|zinc plated;stainless;hot-dip galvanised|1/4" x 2";5/16" x 3";3/8" x 4";1/2" x 6"
      Hardware|Wall anchor|190|1450|nylon;metal;hollow wall|6 mm;8 mm;10 mm;12 mm;14 mm
      Hardware|Butt hinge|240|2890|brass;steel;stainless;antique bronze|50 mm;75 mm;100 mm;125 mm;150 mm
      Hardware|Door handle|990|8990|satin nickel;polished chrome;black;brass|on rose;on plate;with lock;with key
      Hardware|Padlock|590|6490|brass;hardened steel;weatherproof;combination|30 mm;40 mm;50 mm;60 mm
      Hardware|Shelf bracket|180|2690|white;black;galvanised;grey|100 x 125 mm;150 x 200 mm;200 x 250 mm;300 x 350 mm
      Hardware|Chain, welded|310|7900|galvanised;stainless;black|3 mm;4 mm;6 mm;8 mm;10 mm
      Hardware|Cable ties|150|1990|natural;black;releasable;UV resistant|100 mm;200 mm;300 mm;370 mm;540 mm
      Hardware|Corner brace|90|790|zinc plated;stainless;white|25 mm;40 mm;50 mm;75 mm;100 mm
      Tools|Claw hammer|1190|4990|hickory handle;fibreglass handle;steel handle;rubber grip|12 oz;16 oz;20 oz;24 oz
      Tools|Screwdriver, Phillips|390|1890|standard;insulated;magnetic tip;stubby|PH0 x 60 mm;PH1 x 80 mm;PH2 x 100 mm;PH3 x 150 mm
      Tools|Screwdriver, slotted|350|1790|standard;insulated;magnetic tip;stubby|3 x 75 mm;4 x 100 mm;5.5 x 125 mm;8 x 175 mm
      Tools|Combination pliers|990|4290|chrome;insulated 1000 V;bi-material grip|160 mm;180 mm;200 mm;250 mm
      Tools|Adjustable wrench|1090|5890|chrome vanadium;wide jaw;black phosphate|6";8";10";12";15"
      Tools|Hand saw|1290|4590|hardpoint;Japanese;panel;tenon|14";20";22";26"
      Tools|Wood chisel|790|3990|beech handle;bi-material handle;carver's|6 mm;10 mm;16 mm;20 mm;25 mm;32 mm
      Tools|Spirit level|890|9990|aluminium;magnetic;heavy duty;digital|40 cm;60 cm;100 cm;120 cm;200 cm
      Tools|Tape measure|490|3490|steel;fibreglass;magnetic hook;wide blade|3 m;5 m;8 m;10 m;30 m
      Tools|Socket set|2990|38900|chrome vanadium;impact;with ratchet|1/4", 24 pieces;3/8", 32 pieces;1/2", 40 pieces;mixed, 94 pieces;mixed, 172 pieces
      Tools|Cordless drill|6990|45900|12 V;18 V brushless;18 V hammer;24 V|bare;1 battery;2 batteries;set in case
      Tools|F-clamp|690|5490|malleable iron;quick release;deep reach|150 mm;300 mm;600 mm;800 mm;1,000 mm
      Garden|Digging spade|1990|7490|ash handle;fibreglass handle;stainless;ladies'|small;standard;long handle;treaded
      Garden|Garden fork|1890|7290|ash handle;fibreglass handle;stainless;border|small;standard;long handle
      Garden|Pruning shears|990|6990|bypass;anvil;ratchet;left-handed|180 mm;200 mm;215 mm
      Garden|Garden hose|1490|12900|4-layer;drinking water safe;recycled;anti-kink|1/2" x 15 m;1/2" x 25 m;1/2" x 50 m;3/4" x 25 m
      Garden|Watering can|690|4990|galvanised;recycled plastic;copper finish;green|1.5 l;5 l;9 l;14 l
      Garden|Plant pot|190|8990|terracotta;glazed blue;glazed green;lightweight grey|10 cm;14 cm;18 cm;24 cm;30 cm;45 cm
      Garden|Leaf rake|1290|4490|bamboo;steel;adjustable;plastic|40 cm;50 cm;60 cm
      Garden|Wheelbarrow|4990|24900|galvanised;poly tray;two wheels;contractor's|85 l;100 l;120 l;200 l
      Garden|Grass seed|590|9990|shade;sports;drought resistant;fast repair|0.5 kg;1 kg;2.5 kg;5 kg;10 kg
      Garden|Garden gloves|390|2490|leather;latex dipped;thorn proof;cotton|S;M;L;XL
      Garden|Wooden trellis|990|6490|square;fan;expanding;willow|60 x 180 cm;90 x 180 cm;120 x 180 cm
      Garden|Greenhouse|39900|249900|polycarbonate;toughened glass;lean-to;Victorian|4 x 6 ft;6 x 8 ft;8 x 10 ft;8 x 12 ft
      Kitchen|Saucepan with lid|1490|11900|stainless;non-stick;copper;cast iron|14 cm;16 cm;18 cm;20 cm;24 cm
      Kitchen|Frying pan|1290|9990|non-stick;carbon steel;ceramic;cast iron|20 cm;24 cm;28 cm;32 cm
      Kitchen|Chef's knife|1990|18900|forged;stamped;Damascus;santoku|15 cm;18 cm;20 cm;25 cm
      Kitchen|Chopping board|690|5990|beech;bamboo;acacia;plastic, colour coded|S;M;L;XL with groove
      Kitchen|Mixing bowl|490|3990|stainless;glass;melamine;stoneware|1 l;2 l;3.5 l;5 l
      Kitchen|Storage jar|290|2490|glass, clip top;stoneware;airtight;bamboo lid|0.35 l;0.5 l;1 l;2 l;3 l
      Kitchen|Colander|590|3690|stainless;enamelled;collapsible;red|20 cm;24 cm;28 cm
      Kitchen|Tea towel|350|1890|cotton;linen;waffle;striped|single;pack of 2;pack of 3;pack of 5
      Kitchen|Baking tray|590|3490|non-stick;perforated;silicone;carbon steel|mini;28 x 20 cm;35 x 25 cm;42 x 33 cm
      Kitchen|Stovetop kettle|1990|8990|enamelled;stainless;whistling;copper|1.2 l;1.7 l;2.2 l;3 l
      Kitchen|Crème brûlée torch|1490|5990|refillable;with ramekins;professional|small;standard;large
      Kitchen|Café press|1490|7990|glass;double walled;stainless;cork|0.35 l;0.5 l;1 l;1.5 l
      Electrical|Extension lead|590|7990|white;black, outdoor;with switch;surge protected|2 m;3 m;5 m;10 m;25 m
      Electrical|LED bulb|190|2490|warm white;cool white;dimmable;filament|E14 4 W;E14 6 W;E27 7 W;E27 11 W;GU10 5 W
      Electrical|Wall socket|390|4990|white;brushed steel;with USB;weatherproof|single;double;triple
      Electrical|Light switch|290|3990|white;brushed steel;dimmer;smart|1 gang;2 gang;3 gang
      Electrical|Installation cable|1990|29900|3 x 1.5 mm²;3 x 2.5 mm²;5 x 2.5 mm²;5 x 6 mm²|10 m;25 m;50 m;100 m
      Electrical|LED torch|690|8990|pocket;headlamp;rechargeable;waterproof|100 lm;300 lm;600 lm;1,000 lm
      Electrical|Battery|290|3990|alkaline;lithium;rechargeable|AAA, pack of 4;AA, pack of 4;AA, pack of 12;C, pack of 2;9 V
      Electrical|Junction box|150|1290|IP55;IP66;flush;with terminals|80 x 80 mm;100 x 100 mm;150 x 110 mm
      Paint|Wall paint, matt|1490|9990|brilliant white;magnolia;pebble grey;sage green;duck egg|1 l;2.5 l;5 l;10 l
      Paint|Gloss paint|990|5990|white;black;racing green;signal red|0.375 l;0.75 l;2.5 l
      Paint|Wood stain|1190|7990|oak;walnut;teak;colourless|0.75 l;2.5 l;5 l
      Paint|Flat brush|190|2490|synthetic;pure bristle;angled;trade|1";1 1/2";2";3";4"
      Paint|Paint roller|390|2990|microfibre;foam;long pile;with tray|4";7";9";12"
      Paint|Masking tape|190|1490|standard;delicate;outdoor;UV resistant|19 mm x 50 m;25 mm x 50 m;38 mm x 50 m;50 mm x 50 m
      Paint|Sandpaper|120|1990|aluminium oxide;silicon carbide;wet and dry|P60, 10 sheets;P120, 10 sheets;P240, 10 sheets;P400, 25 sheets
      Plumbing|Compression elbow|190|2490|brass;chrome;DZR|10 mm;15 mm;22 mm;28 mm
      Plumbing|Copper pipe|490|8990|half hard;chrome plated;coated|15 mm x 2 m;15 mm x 3 m;22 mm x 3 m;28 mm x 3 m
      Plumbing|Ball valve|590|5990|lever;butterfly;with drain;chrome|1/2";3/4";1";1 1/4"
      Plumbing|Basin mixer tap|2990|32900|chrome;brushed brass;matt black;waterfall|mono;tall;wall mounted;sensor
      Plumbing|Shower hose|590|3990|chrome;anti-twist;silver;white|1.25 m;1.5 m;1.75 m;2 m
      """;

  private static final List<String> LINES = List.of("", "Pro ", "Classic ", "Eco ");
  private static final int FIRST_NUMBER = 10_004;

  private AcmeCatalogue() {}

  /** All articles, shuffled and numbered as the seed says; the same for the same seed. */
  static List<Article> articles(long seed) {
    Random random = new Random(seed);
    List<Article> articles = new ArrayList<>();
    PRODUCTS.lines().forEach(line -> addAll(articles, line.split("\\|", -1), random));
    Collections.shuffle(articles, random);
    List<Article> numbered = new ArrayList<>();
    int number = FIRST_NUMBER;
    for (Article article : articles) {
      numbered.add(article.withSku("AC-" + number));
      number += 1 + random.nextInt(4);
    }
    return numbered;
  }

  private static void addAll(List<Article> articles, String[] product, Random random) {
    long lowest = Long.parseLong(product[2]);
    long highest = Long.parseLong(product[3]);
    String[] sizes = product[5].split(";", -1);
    for (String make : product[4].split(";", -1)) {
      for (String line : LINES) {
        for (int i = 0; i < sizes.length; i++) {
          long spread = (highest - lowest) * (i + 1) / sizes.length;
          long cents = lowest + (long) (spread * (0.5 + random.nextDouble() / 2));
          String name = line + product[1] + ", " + make + ", " + sizes[i];
          articles.add(new Article("", name, product[0], pack(random), cents / 10 * 10 + 9));
        }
      }
    }
  }

  private static String pack(Random random) {
    return Arrays.asList("EA", "EA", "EA", "PK", "BX").get(random.nextInt(5));
  }

  /**
   * An article.
   *
   * @param cents its price
   */
  record Article(String sku, String name, String category, String pack, long cents) {
    Article withSku(String other) {
      return new Article(other, name, category, pack, cents);
    }

    Article withName(String other) {
      return new Article(sku, other, category, pack, cents);
    }

    Article withCents(long other) {
      return new Article(sku, name, category, pack, other);
    }
  }
}

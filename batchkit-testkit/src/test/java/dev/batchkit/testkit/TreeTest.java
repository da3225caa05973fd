package dev.batchkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeTest {

  @Test
  void doesWhatATreeMapDoes() {
    Random random = new Random(42);
    TreeMap<Integer, Integer> expected = new TreeMap<>();
    Tree<Integer, Integer> tree = Tree.empty();
    for (int i = 0; i < 20_000; i++) {
      int key = random.nextInt(500);
      if (random.nextInt(5) < 2) {
        expected.remove(key);
        tree = tree.without(key);
      } else {
        expected.put(key, i);
        tree = tree.with(key, i);
      }
      if (i % 100 == 0) {
        assertThat(up(tree, 0)).isEqualTo(List.copyOf(expected.keySet()));
        assertThat(up(tree, key)).isEqualTo(List.copyOf(expected.tailMap(key).keySet()));
        assertThat(down(tree, key))
            .isEqualTo(List.copyOf(expected.headMap(key, true).descendingKeySet()));
      }
      assertThat(tree.get(key)).isEqualTo(expected.get(key));
    }
  }

  @Test
  void leavesTheOldOneAsItWas() {
    Tree<Integer, Integer> old = Tree.empty();
    for (int i = 0; i < 100; i++) {
      old = old.with(i, i);
    }
    Tree<Integer, Integer> changed = old.with(50, -1).without(7).with(1_000, 0);
    assertThat(old.get(50)).isEqualTo(50);
    assertThat(old.has(7)).isTrue();
    assertThat(old.has(1_000)).isFalse();
    assertThat(changed.get(50)).isEqualTo(-1);
    assertThat(changed.has(7)).isFalse();
    assertThat(changed.has(1_000)).isTrue();
  }

  @Test
  void staysShallowWhenKeysRise() {
    Tree<Integer, Integer> tree = Tree.empty();
    for (int i = 0; i < 100_000; i++) {
      tree = tree.with(i, i);
    }
    assertThat(tree.height()).isLessThan(20);
    for (int i = 0; i < 90_000; i++) {
      tree = tree.without(i);
    }
    assertThat(tree.height()).isLessThan(20);
    assertThat(up(tree, 0)).hasSize(10_000);
  }

  @Test
  void stopsWhereTheVisitorHasSeenEnough() {
    Tree<Integer, Integer> tree = Tree.<Integer, Integer>empty().with(1, 1).with(2, 2).with(3, 3);
    List<Integer> seen = new ArrayList<>();
    tree.ascend(1, (key, value) -> seen.add(key) && seen.size() < 2);
    tree.descend(3, (key, value) -> seen.add(key) && seen.size() < 3);
    assertThat(seen).containsExactly(1, 2, 3);
  }

  private static List<Integer> up(Tree<Integer, Integer> tree, int from) {
    List<Integer> keys = new ArrayList<>();
    tree.ascend(from, (key, value) -> keys.add(key));
    return keys;
  }

  private static List<Integer> down(Tree<Integer, Integer> tree, int from) {
    List<Integer> keys = new ArrayList<>();
    tree.descend(from, (key, value) -> keys.add(key));
    return keys;
  }
}

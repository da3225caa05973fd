package dev.batchkit.testkit;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map: a change gives a new one that shares all but one path with the old (an
 * AVL tree).
 */
final class Tree<K, V> {
  private final Comparator<? super K> order;
  private final @Nullable Node<K, V> root;

  private Tree(Comparator<? super K> order, @Nullable Node<K, V> root) {
    this.order = order;
    this.root = root;
  }

  static <K extends Comparable<K>, V> Tree<K, V> empty() {
    return sortedBy(Comparator.<K>naturalOrder());
  }

  static <K, V> Tree<K, V> sortedBy(Comparator<? super K> order) {
    return new Tree<>(order, null);
  }

  @Nullable V get(K key) {
    Node<K, V> node = root;
    while (node != null) {
      int side = order.compare(key, node.key);
      if (side == 0) {
        return node.value;
      }
      node = side < 0 ? node.left : node.right;
    }
    return null;
  }

  boolean has(K key) {
    return get(key) != null;
  }

  int height() {
    return height(root);
  }

  Tree<K, V> with(K key, V value) {
    return new Tree<>(order, with(root, key, value));
  }

  Tree<K, V> without(K key) {
    return new Tree<>(order, without(root, key));
  }

  /** Visits what is at or above the key, upwards, for as long as the visitor wants more. */
  void ascend(K from, Visitor<K, V> visitor) {
    boolean unused = ascend(root, from, visitor);
  }

  /** Visits what is at or below the key, downwards, for as long as the visitor wants more. */
  void descend(K from, Visitor<K, V> visitor) {
    boolean unused = descend(root, from, visitor);
  }

  private boolean ascend(@Nullable Node<K, V> node, K from, Visitor<K, V> visitor) {
    if (node == null) {
      return true;
    }
    if (order.compare(node.key, from) < 0) {
      return ascend(node.right, from, visitor);
    }
    return ascend(node.left, from, visitor)
        && visitor.visit(node.key, node.value)
        && ascend(node.right, from, visitor);
  }

  private boolean descend(@Nullable Node<K, V> node, K from, Visitor<K, V> visitor) {
    if (node == null) {
      return true;
    }
    if (order.compare(node.key, from) > 0) {
      return descend(node.left, from, visitor);
    }
    return descend(node.right, from, visitor)
        && visitor.visit(node.key, node.value)
        && descend(node.left, from, visitor);
  }

  private Node<K, V> with(@Nullable Node<K, V> node, K key, V value) {
    if (node == null) {
      return new Node<>(key, value, null, null);
    }
    int side = order.compare(key, node.key);
    if (side == 0) {
      return new Node<>(key, value, node.left, node.right);
    }
    return side < 0
        ? balanced(node, with(node.left, key, value), node.right)
        : balanced(node, node.left, with(node.right, key, value));
  }

  private @Nullable Node<K, V> without(@Nullable Node<K, V> node, K key) {
    if (node == null) {
      return null;
    }
    int side = order.compare(key, node.key);
    if (side < 0) {
      return balanced(node, without(node.left, key), node.right);
    }
    if (side > 0) {
      return balanced(node, node.left, without(node.right, key));
    }
    if (node.left == null || node.right == null) {
      return node.left == null ? node.right : node.left;
    }
    Node<K, V> next = first(node.right);
    return balanced(next, node.left, without(node.right, next.key));
  }

  private static <K, V> Node<K, V> first(Node<K, V> node) {
    Node<K, V> first = node;
    while (first.left != null) {
      first = first.left;
    }
    return first;
  }

  /** The entry of a node over two subtrees whose heights differ by two at most. */
  private static <K, V> Node<K, V> balanced(
      Node<K, V> node, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    if (left != null && height(left) > height(right) + 1) {
      Node<K, V> up = height(left.left) >= height(left.right) ? left : rightUp(left);
      return up.over(up.left, node.over(up.right, right));
    }
    if (right != null && height(right) > height(left) + 1) {
      Node<K, V> up = height(right.right) >= height(right.left) ? right : leftUp(right);
      return up.over(node.over(left, up.left), up.right);
    }
    return node.over(left, right);
  }

  private static <K, V> Node<K, V> rightUp(Node<K, V> node) {
    Node<K, V> up = Objects.requireNonNull(node.right);
    return up.over(node.over(node.left, up.left), up.right);
  }

  private static <K, V> Node<K, V> leftUp(Node<K, V> node) {
    Node<K, V> up = Objects.requireNonNull(node.left);
    return up.over(up.left, node.over(up.right, node.right));
  }

  private static int height(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.height;
  }

  /** Is shown entries; gives false when it has seen enough. */
  @FunctionalInterface
  interface Visitor<K, V> {
    boolean visit(K key, V value);
  }

  private static final class Node<K, V> {
    final K key;
    final V value;
    final @Nullable Node<K, V> left;
    final @Nullable Node<K, V> right;
    final int height;

    Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
      this.key = key;
      this.value = value;
      this.left = left;
      this.right = right;
      this.height = 1 + Math.max(Tree.height(left), Tree.height(right));
    }

    Node<K, V> over(@Nullable Node<K, V> newLeft, @Nullable Node<K, V> newRight) {
      return newLeft == left && newRight == right
          ? this
          : new Node<>(key, value, newLeft, newRight);
    }
  }
}

package dev.batchkit.json;

import dev.batchkit.error.InvalidValue;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record class, to read them from an instance and to make an instance from
 * them. For the engine; made once per class and kept with it.
 */
public final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final Class<?> type;
  private final List<Part> parts;
  private final Constructor<?> constructor;

  private RecordShape(Class<?> type) {
    if (!type.isRecord()) {
      throw refused(type, "it is not a record", null);
    }
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    parts = Arrays.stream(components).map(Part::new).toList();
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      parts.forEach(part -> part.accessor.setAccessible(true));
    } catch (NoSuchMethodException | RuntimeException e) {
      throw refused(type, "it is not open to batchkit: make it public, or open its package", e);
    }
  }

  /**
   * The shape of a record class.
   *
   * @throws InvalidValue if the class is not a record, or not open to reflection
   */
  public static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  /** The components, in order. */
  public List<Part> parts() {
    return parts;
  }

  /**
   * Makes an instance.
   *
   * @param values one value per component, in order; null for a primitive is a fault of the caller
   * @throws InvalidValue if the record's own constructor refuses; what it threw is the cause
   */
  public Object make(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw refused(type, "its constructor refuses the values", e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw refused(type, "it cannot be made", e);
    }
  }

  private static InvalidValue refused(Class<?> type, String fault, @Nullable Throwable cause) {
    return new InvalidValue(
        "The record " + type.getName() + " cannot be used: " + fault + ".",
        List.of("$: " + fault),
        cause);
  }

  /** One component of a record. */
  public static final class Part {
    private final RecordComponent component;
    private final Method accessor;

    private Part(RecordComponent component) {
      this.component = component;
      this.accessor = component.getAccessor();
    }

    /** The name of the component. */
    public String name() {
      return component.getName();
    }

    /** The raw class of the component. */
    public Class<?> type() {
      return component.getType();
    }

    /** The full type of the component. */
    public Type genericType() {
      return component.getGenericType();
    }

    /**
     * Whether null may be given for the component: by any annotation named {@code Nullable}, or by
     * {@link Defaulted}.
     */
    public boolean nullable() {
      return Stream.concat(
              Arrays.stream(component.getAnnotatedType().getAnnotations()),
              Arrays.stream(component.getAnnotations()))
          .map(Annotation::annotationType)
          .anyMatch(
              annotation ->
                  annotation == Defaulted.class || annotation.getSimpleName().equals("Nullable"));
    }

    /**
     * Reads the component of an instance.
     *
     * @throws InvalidValue if the accessor throws
     */
    public @Nullable Object get(Object record) {
      try {
        return accessor.invoke(record);
      } catch (InvocationTargetException e) {
        throw refused(record.getClass(), "its accessor " + name() + " throws", e.getCause());
      } catch (IllegalAccessException e) {
        throw refused(record.getClass(), "it is not open to batchkit", e);
      }
    }
  }
}

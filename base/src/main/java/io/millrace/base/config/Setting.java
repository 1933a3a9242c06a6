package io.millrace.base.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes one setting: a component of a station's settings record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** The key, e.g. {@code delivery.log.segment-size}. */
    String key();

    /** The value where none is set, written as a user would. */
    String fallback();

    /** One sentence: what it does. */
    String doc();

    /** True for what must not be printed. */
    boolean secret() default false;
}

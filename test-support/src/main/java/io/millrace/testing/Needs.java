package io.millrace.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that drives a real program of the machine, named as on the PATH: {@code chromium}, {@code python3}. Where it is
 * missing the test is skipped with the reason {@code needs NAME}; CI fails on a skip whose program is there.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NeedsCondition.class)
public @interface Needs {

    /** The program's name. */
    String value();
}

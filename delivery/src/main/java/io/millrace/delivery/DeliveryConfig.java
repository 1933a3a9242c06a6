package io.millrace.delivery;

import io.millrace.base.config.ConfigReader;
import io.millrace.base.config.Setting;
import java.util.Map;

/** The station's settings, beside those of its core. */
public record DeliveryConfig(
        @Setting(
                key = "delivery.lambda.parallel",
                fallback = "2",
                doc = "How many invocations of one stream's function run at once when there is more than one buffer of"
                        + " records to transform.")
        int lambdaParallel) {

    public DeliveryConfig {
        if (lambdaParallel < 1 || lambdaParallel > 64) {
            throw new IllegalArgumentException("delivery.lambda.parallel must be between 1 and 64.");
        }
    }

    public static DeliveryConfig defaults() {
        return new ConfigReader(Map.of()).read(DeliveryConfig.class);
    }
}

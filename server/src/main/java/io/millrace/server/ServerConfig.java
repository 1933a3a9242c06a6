package io.millrace.server;

import io.millrace.base.config.Setting;

/** The settings of the process itself. */
public record ServerConfig(
        @Setting(key = "server.account", fallback = "000000000000", doc = "The twelve-digit id of the one account.")
        String account) {

    public ServerConfig {
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException("'server.account' must be twelve digits, not '" + account + "'.");
        }
    }
}

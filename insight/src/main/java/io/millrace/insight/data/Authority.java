package io.millrace.insight.data;

import io.millrace.base.Arn;
import io.millrace.base.Caller;

/** The decisions of the access station that are asked for here. Shared between threads. */
public interface Authority {

    /** Returns where the caller may do that, throws {@link io.millrace.wire.AccessDenied} where not. */
    void authorize(Caller caller, String action, Arn resource);

    /** Returns where the caller may hand the role to this service. */
    void passRole(Caller caller, Arn role);

    /** The session of a role that trusts {@code quicksight.amazonaws.com}. */
    Caller assume(String roleArn, Arn onBehalfOf);
}

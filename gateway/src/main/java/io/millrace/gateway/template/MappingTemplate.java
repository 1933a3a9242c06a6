package io.millrace.gateway.template;

import java.util.List;

/** A compiled template. Immutable, shared between threads. */
public final class MappingTemplate {

    /** AWS's limit of a template's size. */
    public static final int MAX_SOURCE = 300 * 1024;

    private final Statement body;
    private final int slots;
    private final boolean light;
    private final int expectedLength;

    private MappingTemplate(Statement body, Scope scope, int sourceLength) {
        this.body = body;
        this.slots = scope.size();
        this.light = scope.isLight();
        this.expectedLength = Math.min(4096, sourceLength + 256);
    }

    /**
     * Compiles or throws {@link TemplateRefused}.
     *
     * @param hosts the names of the objects that every rendering will be given, in their order
     */
    public static MappingTemplate compile(String source, List<String> hosts) {
        if (source.length() > MAX_SOURCE) {
            throw new TemplateRefused("A mapping template has at most " + MAX_SOURCE + " characters.");
        }
        Scope scope = new Scope(hosts);
        try {
            Statement body = new TemplateCompiler(scope).compile(source);
            return new MappingTemplate(body, scope, source.length());
        } catch (StackOverflowError tooDeep) {
            throw new TemplateRefused("The template nests too deeply.");
        }
    }

    /** True where the parse tree shows neither a loop nor a regular expression. */
    public boolean isLight() {
        return light;
    }

    /** The text, or throws {@link TemplateFailure}. */
    public String render(List<? extends HostObject> hosts, Budget budget) {
        Frame frame = new Frame(slots, budget);
        for (int i = 0; i < hosts.size(); i++) {
            frame.slots[i] = hosts.get(i);
        }
        Output output = new Output(budget, expectedLength);
        try {
            body.render(frame, output);
        } catch (StackOverflowError tooDeep) {
            throw Budget.limit("its values nest too deeply");
        }
        return output.text();
    }
}

package io.millrace.gateway.template;

import java.util.ArrayList;
import java.util.List;
import org.apache.velocity.runtime.parser.StandardParserConstants;
import org.apache.velocity.runtime.parser.Token;
import org.apache.velocity.runtime.parser.node.ASTBlock;
import org.apache.velocity.runtime.parser.node.ASTComment;
import org.apache.velocity.runtime.parser.node.ASTDirective;
import org.apache.velocity.runtime.parser.node.ASTEscape;
import org.apache.velocity.runtime.parser.node.ASTEscapedDirective;
import org.apache.velocity.runtime.parser.node.ASTText;
import org.apache.velocity.runtime.parser.node.ASTTextblock;
import org.apache.velocity.runtime.parser.node.Node;
import org.apache.velocity.runtime.parser.node.NodeUtils;
import org.jspecify.annotations.Nullable;

/** What of the parse tree is printed as it stands. */
final class PlainText {

    private PlainText() {}

    /** Null where the node is more than text. */
    static @Nullable String of(Node node) {
        return switch (node) {
            case ASTText text -> literal(text);
            case ASTTextblock block -> {
                String image = block.getFirstToken().image;
                yield image.substring(3, image.length() - 3);
            }
            case ASTEscape escape -> escape.val;
            case ASTEscapedDirective escaped -> escaped.getFirstToken().image;
            case ASTComment comment -> beforeComment(comment.getFirstToken().image);
            default -> null;
        };
    }

    static boolean isBlank(ASTText text) {
        return literal(text).chars().allMatch(c -> c == ' ' || c == '\t');
    }

    private static String literal(ASTText node) {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens(node)) {
            text.append(NodeUtils.tokenLiteral(node.getParser(), token));
        }
        return text.toString();
    }

    /** What the parser put into a comment's token before it. */
    private static String beforeComment(String image) {
        int line = image.indexOf("##");
        int block = image.indexOf("#*");
        int at = line < 0 ? block : line;
        return at < 0 ? "" : image.substring(0, at);
    }

    /** Text in the directive's own token, before its hash. */
    static String before(Node directive) {
        for (Token token = directive.getFirstToken(); token != null; token = token.next) {
            int hash = token.image.lastIndexOf('#');
            if (hash >= 0) {
                return token.image.substring(0, hash);
            }
        }
        return "";
    }

    /** What a block prints at its end: white space, and text in the token of the #end or #else that follows. */
    static String after(ASTBlock block) {
        Token token = block.getLastToken().next;
        while (token != null && token.kind == StandardParserConstants.WHITESPACE) {
            token = token.next;
        }
        boolean ends = token != null
                && (token.kind == StandardParserConstants.END
                        || token.kind == StandardParserConstants.ELSE
                        || token.kind == StandardParserConstants.ELSEIF);
        if (token == null || !ends) {
            return block.getPostfix();
        }
        return block.getPostfix() + token.image.substring(0, Math.max(0, token.image.lastIndexOf('#')));
    }

    /** A macro that does not exist is text. */
    static String unknownDirective(ASTDirective node) {
        StringBuilder text = new StringBuilder();
        boolean begun = false;
        for (Token token : tokens(node)) {
            int hash = begun ? 0 : token.image.lastIndexOf('#');
            if (hash >= 0) {
                begun = true;
                text.append(token.image, hash, token.image.length());
            }
        }
        String all = text.toString();
        boolean postfixFollows = !before(node).isEmpty() && all.endsWith(node.getPostfix());
        return postfixFollows
                ? all.substring(0, all.length() - node.getPostfix().length())
                : all;
    }

    private static List<Token> tokens(Node node) {
        List<Token> tokens = new ArrayList<>();
        Token last = node.getLastToken();
        for (Token token = node.getFirstToken(); token != null; token = token.equals(last) ? null : token.next) {
            tokens.add(token);
        }
        return tokens;
    }
}

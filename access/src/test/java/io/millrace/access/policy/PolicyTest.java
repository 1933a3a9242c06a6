package io.millrace.access.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.base.Arn;
import io.millrace.base.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    private static final String ROLE = "arn:aws:iam::000000000000:role/Writer";
    private static final Caller SESSION = new Caller(
            Arn.parse("arn:aws:sts::000000000000:assumed-role/Writer/one").orElseThrow(),
            Arn.parse(ROLE),
            Optional.empty());

    @Test
    void singleValuesMayStandForLists() {
        Policy policy = identity("{'Effect':'Allow','Action':'firehose:PutRecord','Resource':'*'}");
        assertThat(ask(policy, "firehose:PutRecord", "arn:aws:firehose:us-east-1:0:deliverystream/s"))
                .isEqualTo(Answer.ALLOWED);
        assertThat(ask(policy, "firehose:PutRecordBatch", "x")).isEqualTo(Answer.SILENT);
    }

    @Test
    void anExplicitDenyIsStrongerThanAnyAllow() {
        Policy policy = identity("{'Effect':'Allow','Action':'s3:*','Resource':'*'},"
                + "{'Effect':'Deny','Action':'s3:DeleteObject','Resource':'arn:aws:s3:::keep/*'}");
        assertThat(ask(policy, "s3:DeleteObject", "arn:aws:s3:::keep/a/b")).isEqualTo(Answer.DENIED);
        assertThat(ask(policy, "s3:DeleteObject", "arn:aws:s3:::other/a")).isEqualTo(Answer.ALLOWED);
    }

    @Test
    void notActionAndNotResourceTakeEverythingElse() {
        Policy policy = identity("{'Effect':'Deny','NotAction':['s3:Get*'],'NotResource':'arn:aws:s3:::open/*'}");
        assertThat(ask(policy, "s3:PutObject", "arn:aws:s3:::closed/a")).isEqualTo(Answer.DENIED);
        assertThat(ask(policy, "s3:PutObject", "arn:aws:s3:::open/a")).isEqualTo(Answer.SILENT);
        assertThat(ask(policy, "s3:GetObject", "arn:aws:s3:::closed/a")).isEqualTo(Answer.SILENT);
    }

    @Test
    void aRoleARNNamesItsSessionsAndAnAccountNeedsAnIdentityPolicyToo() {
        assertThat(ask(resource("{'AWS':'" + ROLE + "'}"), "s3:GetObject", "arn:aws:s3:::b/k"))
                .isEqualTo(Answer.ALLOWED);
        assertThat(ask(resource("{'AWS':'000000000000'}"), "s3:GetObject", "arn:aws:s3:::b/k"))
                .isEqualTo(Answer.ALLOWED_TO_ACCOUNT);
        assertThat(ask(resource("{'AWS':'111111111111'}"), "s3:GetObject", "arn:aws:s3:::b/k"))
                .isEqualTo(Answer.SILENT);
        assertThat(ask(resource("'*'"), "s3:GetObject", "arn:aws:s3:::b/k")).isEqualTo(Answer.ALLOWED);
    }

    @Test
    void notPrincipalDeniesEverybodyButTheNamed() {
        String statement = "{'Effect':'Deny','NotPrincipal':{'AWS':'%s'},'Action':'s3:*','Resource':'*'}";
        Policy spared = Policy.parse(document(statement.formatted(ROLE)));
        Policy caught = Policy.parse(document(statement.formatted("arn:aws:iam::000000000000:role/Other")));
        assertThat(ask(spared, "s3:GetObject", "arn:aws:s3:::b/k")).isEqualTo(Answer.SILENT);
        assertThat(ask(caught, "s3:GetObject", "arn:aws:s3:::b/k")).isEqualTo(Answer.DENIED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'StringEquals':{'k:a':'x'} | x | true",
                "'StringEquals':{'k:a':'x'} |   | false",
                "'StringEqualsIfExists':{'k:a':'x'} |   | true",
                "'StringNotEquals':{'k:a':'x'} |   | true",
                "'StringNotEquals':{'k:a':['x','y']} | y | false",
                "'StringEqualsIgnoreCase':{'K:A':'X'} | x | true",
                "'StringLike':{'k:a':'log-*'} | log-1 | true",
                "'StringNotLike':{'k:a':'log-*'} | log-1 | false",
                "'NumericLessThanEquals':{'k:a':'10'} | 10.0 | true",
                "'NumericGreaterThan':{'k:a':10} | 9 | false",
                "'NumericEquals':{'k:a':'10'} | ten | false",
                "'DateGreaterThan':{'k:a':'2026-01-01T00:00:00Z'} | 2026-06-01T00:00:00+02:00 | true",
                "'DateLessThan':{'k:a':'2026-01-01'} | 1751328000 | true",
                "'Bool':{'k:a':'true'} | TRUE | true",
                "'Bool':{'k:a':false} | true | false",
                "'IpAddress':{'k:a':'203.0.113.0/24'} | 203.0.113.77 | true",
                "'IpAddress':{'k:a':'2001:db8::/33'} | 2001:db8:8000::1 | false",
                "'NotIpAddress':{'k:a':'203.0.113.0/24'} | 198.51.100.1 | true",
                "'ArnLike':{'k:a':'arn:aws:execute-api:*:*:abc/*'} | arn:aws:execute-api:r:0:abc/prod/POST/p | true",
                "'ArnLike':{'k:a':'arn:aws:sns:*:0:abc'} | arn:aws:sns:r:x:0:abc | false",
                "'Null':{'k:a':'true'} |   | true",
                "'Null':{'k:a':'false'} | x | true",
                "'StringEquals':{'k:a':'x'},'Bool':{'k:b':'true'} | x | false",
            })
    void conditionsHoldAsTheirOperatorsSay(String condition, @Nullable String value, boolean holds) {
        Policy policy = identity("{'Effect':'Allow','Action':'a:B','Resource':'*','Condition':{" + condition + "}}");
        Map<String, String> context = value == null ? Map.of() : Map.of("K:a", value);
        assertThat(ask(policy, "a:B", "arn:aws:a:::r", RequestContext.of(context)) == Answer.ALLOWED)
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ForAllValues:StringEquals | x,y | true",
                "ForAllValues:StringEquals | x,z | false",
                "ForAllValues:StringEquals |     | true",
                "ForAnyValue:StringEquals  | x,z | true",
                "ForAnyValue:StringEquals  | z   | false",
                "ForAnyValue:StringEquals  |     | false",
            })
    void setOperatorsLookAtEveryValueOfAKey(String operator, @Nullable String values, boolean holds) {
        Policy policy = identity("{'Effect':'Allow','Action':'a:B','Resource':'*','Condition':{'" + operator.strip()
                + "':{'k:a':['x','y']}}}");
        RequestContext context =
                values == null ? RequestContext.empty() : RequestContext.empty().and("k:a", List.of(values.split(",")));
        assertThat(ask(policy, "a:B", "arn:aws:a:::r", context) == Answer.ALLOWED)
                .isEqualTo(holds);
    }

    @Test
    void variablesStandForTheRequestsValuesLiterally() {
        Policy policy = identity("{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/${k:user}/*'}");
        assertThat(ask(policy, "s3:GetObject", "arn:aws:s3:::b/ann/x", RequestContext.of(Map.of("k:user", "ann"))))
                .isEqualTo(Answer.ALLOWED);
        assertThat(ask(policy, "s3:GetObject", "arn:aws:s3:::b/bob/x", RequestContext.of(Map.of("k:user", "*"))))
                .isEqualTo(Answer.SILENT);
        assertThat(ask(policy, "s3:GetObject", "arn:aws:s3:::b//x")).isEqualTo(Answer.SILENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "IDENTITY | {'Statement':[] | contains invalid Json",
                "IDENTITY | {'Version':'2012-10-17'} | no Statement",
                "IDENTITY | {'Version':'2020','Statement':[]} | Version cannot be '2020'",
                "IDENTITY | {'Statement':{'Action':'a:B','Resource':'*'}} | Statement[0] has no Effect",
                "IDENTITY | {'Statement':{'Effect':'allow','Action':'a:B','Resource':'*'}} | Statement[0].Effect must be",
                "IDENTITY | {'Statement':{'Effect':'Allow','Resource':'*'}} | must contain actions",
                "IDENTITY | {'Statement':{'Effect':'Allow','Action':'GetObject','Resource':'*'}} | prefaced by a vendor",
                "IDENTITY | {'Statement':{'Effect':'Allow','Action':'s3:Get*'}} | must contain resources",
                "IDENTITY | {'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'b/*'}} | must be in ARN format",
                "IDENTITY | {'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'}} | should not specify a principal",
                "IDENTITY | {'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Conditon':{}}} | 'Conditon' in Statement[0] is not an element",
                "IDENTITY | {'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Strings':{'a:b':'c'}}}} | Invalid Condition type : Strings",
                "IDENTITY | {'Statement':{'Effect':'Allow','Action':'s3:*','Action':'s3:*','Resource':'*'}} | invalid Json",
                "IDENTITY | {'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}} {} | invalid Json",
                "RESOURCE | {'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}} | Missing required field Principal",
                "RESOURCE | {'Statement':{'Effect':'Allow','Principal':{'AWS':'me'},'Action':'s3:*','Resource':'*'}} | Invalid principal in policy",
                "TRUST | {'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:Get*'}} | only specify STS AssumeRole",
                "TRUST | {'Statement':{'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole','Resource':'*'}} | prohibited field Resource",
            })
    void aMalformedDocumentIsRefusedWithThePlace(Policy.Kind kind, String document, String message) {
        assertThatThrownBy(() -> Policy.parse(document.replace('\'', '"'), kind))
                .isInstanceOf(MalformedPolicy.class)
                .hasMessageContaining(message);
    }

    private static Policy identity(String statements) {
        return Policy.parse(document(statements), Policy.Kind.IDENTITY);
    }

    private static Policy resource(String principal) {
        return Policy.parse(
                document("{'Effect':'Allow','Principal':" + principal + ",'Action':'s3:*','Resource':'*'}"));
    }

    private static String document(String statements) {
        return ("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"');
    }

    private static Answer ask(Policy policy, String action, String resource) {
        return ask(policy, action, resource, RequestContext.empty());
    }

    private static Answer ask(Policy policy, String action, String resource, RequestContext context) {
        return policy.answer(new Question(Asker.of(SESSION), action, resource, context));
    }
}

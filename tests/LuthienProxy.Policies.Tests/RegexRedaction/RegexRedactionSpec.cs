using System.Text;
using LuthienProxy.Policies.RegexRedaction;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.RegexRedaction;

[Trait("Spec", "PP2")]
public sealed class RegexRedactionSpec
{
    static readonly RegexRedactionPolicy All = new(new());

    [Theory]
    [InlineData("mail jane.doe+x@mail.example.co.uk now", "mail [redacted e-mail address] now")]
    [InlineData("(a@b.co)", "([redacted e-mail address])")]
    [InlineData("ssn 123-45-6789.", "ssn [redacted social security number].")]
    [InlineData("card 4111 1111 1111 1111!", "card [redacted card number]!")]
    [InlineData("card 4111-1111-1111-1112!", "card 4111-1111-1111-1112!")]
    [InlineData("DE89 3704 0044 0532 0130 00 is mine", "[redacted IBAN] is mine")]
    [InlineData("call +49 (30) 1234-5678 today", "call [redacted telephone number] today")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "[redacted AWS key]")]
    [InlineData("xAKIAIOSFODNN7EXAMPLE", "xAKIAIOSFODNN7EXAMPLE")]
    [InlineData("key=sk-ant-api03-abcdefghijklmnopqrst;", "key=[redacted Anthropic or OpenAI key];")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789 x", "[redacted GitHub token] x")]
    [InlineData("glpat-abcdefghij0123456789 x", "[redacted GitLab token] x")]
    [InlineData("hf_abcdefghijklmnopqrstuvwxyzabcdef.", "[redacted Hugging Face token].")]
    [InlineData("token=npm_abcdefghijklmnopqrstuvwxyz0123456789", "token=[redacted npm token]")]
    [InlineData("SG.abcdefghijklmnopqr.abcdefghijklmnopqrstuvwxyz", "[redacted SendGrid key]")]
    [InlineData("aws_secret_access_key = abcdefghijklmnopqrstuvwxyz0123456789ABCD\n", "[redacted AWS secret key]\n")]
    [InlineData("the npm_config_cache and hf_hub are no keys", "the npm_config_cache and hf_hub are no keys")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc_DEF-1", "[redacted JWT]")]
    [InlineData("Authorization: Bearer abcdefghijklmnop.qrs", "Authorization: [redacted bearer token]")]
    [InlineData("postgres://app:hunter2@db:5432/x", "[redacted password in a URL]db:5432/x")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE-x\n-----END RSA PRIVATE KEY-----\nafter", "[redacted private key]\nafter")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIE that was cut", "[redacted private key]")]
    [InlineData("version 1.2.3, 12:30, #123, x@y, sk-short", "version 1.2.3, 12:30, #123, x@y, sk-short")]
    public void What_is_found_must_be_replaced_however_it_is_cut(string text, string expected)
    {
        foreach (var size in Enumerable.Range(1, 12))
            PolicyTest.Of(All).Run(AnswerScript.Empty.Text(text).Events(size)).TextOf().ShouldBe(expected);
    }

    // A word under way is held, and its rest leaves with what follows: not as a delta of its own, which would cost as much as the first.
    [Fact]
    public void Text_without_a_secret_must_leave_in_hardly_more_deltas_than_it_came_in()
    {
        const string Prose = "the quick brown fox jumps over the lazy dog and then walks home slowly, because it is tired. ";
        var events = AnswerScript.Empty.Text(string.Concat(Enumerable.Repeat(Prose, 20))).Events(8);
        var came = events.OfType<BlockDelta>().Count();
        PolicyTest.Of(All).Run(events).Events.OfType<BlockDelta>().Count().ShouldBeLessThan(came * 5 / 4);
    }

    [Fact]
    public void An_escaped_secret_in_arguments_must_be_found_and_the_rest_stay_as_it_is()
    {
        var result = PolicyTest.Of(All).Run(AnswerScript.Empty.ToolCall("Write", """{ "n": 1.50, "text":"x \u0073k-abcdefghijklmnopqrstuv y" }""").Events(1));
        result.ToolCallsOf().Single().Arguments.ShouldBe("""{ "n": 1.50, "text":"x [redacted Anthropic or OpenAI key] y" }""");
    }

    [Fact]
    public async Task A_request_must_be_redacted_in_place_and_every_other_byte_stay()
    {
        var request = TestRequests.Of("anthropic-messages", """
            {"model":"m","system":"a@b.co","messages":[ {"role":"user","content":[{"type":"text","text":"to a@b.co"}]},
            {"role":"assistant","content":[{"type":"thinking","thinking":"a@b.co","signature":"s"},{"type":"tool_use","id":"t","name":"n","input":{"to":"a@b.co","n":1e-7}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"from a@b.co"}]}],"tools":[{"name":"a@b.co","input_schema":{}}]}
            """u8.ToArray());
        var verdict = await (PolicyTest.Of(All) with { Request = request }).RequestAsync();
        var sent = Encoding.UTF8.GetString(verdict.Verdict.ShouldBeOfType<RequestVerdict.Rewrite>().Request.Raw.Span);
        sent.ShouldBe(Encoding.UTF8.GetString(request.Raw.Span)
            .Replace("\"system\":\"a@b.co\"", "\"system\":\"[redacted e-mail address]\"").Replace("to a@b.co", "to [redacted e-mail address]")
            .Replace("\"to\":\"a@b.co\"", "\"to\":\"[redacted e-mail address]\"").Replace("from a@b.co", "from [redacted e-mail address]"));
        verdict.Record.Decisions.Single().Reason.ShouldBe("e-mail address ×4");
    }

    [Theory]
    [InlineData("openai-chat", """{"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{\"to\":\"a@b.co\"}"}}]},{"role":"tool","tool_call_id":"c","content":"a@b.co"}]}""", 2)]
    [InlineData("openai-responses", """{"model":"m","instructions":"a@b.co","input":[{"type":"reasoning","summary":[{"type":"summary_text","text":"a@b.co"}],"encrypted_content":"x"},{"type":"function_call","call_id":"c","name":"f","arguments":"{\"to\":\"a@b.co\"}"},{"type":"function_call_output","call_id":"c","output":"a@b.co"},{"role":"user","content":[{"type":"input_text","text":"a@b.co"}]}]}""", 4)]
    public async Task Requests_of_every_format_must_be_redacted(string format, string json, int count)
    {
        var test = PolicyTest.Of(All) with { Request = TestRequests.Of(format, Encoding.UTF8.GetBytes(json)) };
        (await test.RequestAsync()).Record.Decisions.Single().Reason.ShouldBe($"e-mail address ×{count}");
    }

    [Fact]
    public void Text_that_cannot_become_a_secret_must_not_wait()
    {
        var pieces = PolicyTest.Of(All).Run(AnswerScript.Empty.Text("one two three ").Events(4)).Events.OfType<BlockDelta>().Select(delta => delta.Text);
        // Only the word under way may wait: it may become an address.
        pieces.ShouldBe(["one ", "two ", "thre", "e "], ignoreOrder: false);
    }

    [Fact]
    public void Patterns_of_ones_own_must_count_and_broken_ones_be_named()
    {
        var policy = new RegexRedactionPolicy(new() { Sets = RedactionSet.None, Patterns = [new("ticket", "(?i)acme-[0-9]{4,8}", WholeWord: true)] });
        PolicyTest.Of(policy).Run(AnswerScript.Empty.Text("see ACME-12345 and acme-1").Events(2)).TextOf().ShouldBe("see [redacted ticket] and acme-1");
        var broken = new RegexRedactionPolicy(new() { Patterns = [new("a", "("), new("b", "a*"), new("c", @"x\b"), new("d", "[0-9]{2000}"), new("e", "(?=x)")] });
        broken.Validate(new() { Name = "r", Policy = broken }).Select(problem => problem.Field)
            .ShouldBe(["patterns[0].pattern", "patterns[1].pattern", "patterns[2].pattern", "patterns[3].pattern", "patterns[4].pattern"]);
    }

    [Fact]
    public void Decisions_must_name_what_was_found_and_never_quote_it()
    {
        var record = PolicyTest.Of(All).Run(AnswerScript.Empty.Text("a@b.co c@d.co sk-abcdefghijklmnopqrstuv").Events(3)).Record;
        record.Decisions.Single(decision => decision.Verdict == PolicyVerdict.Replace).Reason.ShouldBe("Anthropic or OpenAI key, e-mail address ×2");
    }
}

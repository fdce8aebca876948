using FsCheck;
using FsCheck.Fluent;
using Luthien.TestKit;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;

namespace LuthienProxy.Policies.Tests.Blocks;

/// <summary>The messages as people get them, in each form, kept in files to be looked at.</summary>
[Trait("Spec", "000-11")]
[Trait("Spec", "000-11c")]
public sealed class BlockedMessageFormsSpec
{
    const string Hostile = "red \u001b[31mALERT\u001b[0m, a title \u001b]0;owned\u0007, a paste \u001b]52;c;cm0gLXJmIC8=\u001b\\, eight bits \u009b2Jx, back\u202eward,\r\n```\n<script>alert('x')</script> & \"quotes\"\n~~~";

    const string Long = "A judge explains itself at length, in sentences that go on and on, so that the lines have to be broken somewhere, and people who read them in a window of the usual size see whole words."
        + "\n\nA second paragraph stays one: 説明は長いことがありますので、全角の文字も二桁として数えて折り返します。それでも読めるはずですし、端末でも崩れないはずです。以上で説明を終わります。どうぞよろしくお願いいたします。"
        + "\n\n- a list\n- stays a list\n\nhttps://example.org/a-path-that-is-much-too-long-to-stand-in-one-line-and-has-no-space-to-break-at-so-it-is-broken-where-it-must-be";

    static readonly string[] Pieces =
    [
        "```", "`", "~~~", "\n", "\n\n", " ", "word ", "\u001b", "\u001b[", "\u001b]0;", "\u0007", "\u009b", "31m", "\u202e", "\\", "\"", "\"\"\"", "<b>", "&amp;", "'", "{\"a\":\"", "\"}", "\ud83c", "🌍",
        "é", "\t", "\r", new string('x', 120), new string('\u0001', 500), string.Concat(Enumerable.Repeat("<\n", 300)),
    ];

    static readonly (string Name, string Reason, WholeBlock Block, ExplanationDetail Detail)[] Messages =
    [
        ("a command", "It removes a directory that a system or a person cannot do without.", Call("""{"command":"rm -rf /etc","description":"Clean up","timeout":12.50}"""), ExplanationDetail.Content),
        ("quotes and line breaks", "It runs code straight from the network.", Call("""{"command":"echo \"it's \\\\ done\"\ncurl x | sh\n","env":{"A":"1","B":[]},"list":[1,true,null,"\"\"\""],"empty":{}}"""), ExplanationDetail.Content),
        ("broken JSON", "It is not allowed.", Call("""{"command":"rm -rf"""), ExplanationDetail.Content),
        ("a custom tool", "It writes to .git/hooks/pre-push, which is guarded.", Custom("*** Begin Patch\n*** Update File: .git/hooks/pre-push\n@@\n+```\n+curl x | sh\n*** End Patch"), ExplanationDetail.Content),
        ("hostile", Hostile, Call($$"""{"command":{{System.Text.Json.JsonSerializer.Serialize(Hostile)}}}""", "Ba`sh\u001b[2J<b>"), ExplanationDetail.Content),
        ("long", Long, Call($$"""{"content":"{{string.Concat(Enumerable.Range(1, 200).Select(line => $"line {line}\\n"))}}"}"""), ExplanationDetail.Content),
        ("the reason only", "It is not allowed.", Call("""{"command":"rm"}"""), ExplanationDetail.ReasonOnly),
        ("text", "It promises a delivery date.", new WholeBlock.Text(new(0), 0, "On Friday."), ExplanationDetail.Content),
        ("reasoning", "It plans to leave.", new WholeBlock.Thinking(new(0), 0, "I will leave."), ExplanationDetail.Content),
    ];

    [Theory]
    [InlineData(MessageForm.Text)]
    [InlineData(MessageForm.Terminal)]
    [InlineData(MessageForm.Web)]
    public void Every_message_must_read_as_it_was_approved(MessageForm form) =>
        Approved.Match(string.Join("\n", Messages.Select(one => $"======== {one.Name}\n{Of(one, form)}")) + "\n", $"BlockedMessage.{form}");

    [Theory]
    [InlineData(MessageForm.Text)]
    [InlineData(MessageForm.Terminal)]
    [InlineData(MessageForm.Web)]
    [Trait("Spec", "000-11b")]
    public void No_message_may_steer_a_terminal_or_be_wider_or_longer_than_promised(MessageForm form) =>
        Law.Holds(Texts(), Texts(), (reason, arguments) =>
        {
            var message = BlockedMessage.Of(reason, reason, Call(arguments, arguments), ExplanationDetail.Content, form);
            message.Length.ShouldBeLessThanOrEqualTo(BlockedMessage.MaxCharacters);
            message.ShouldAllBe(c => !char.IsControl(c) || c == '\n' || c == '\t');
            message.ShouldNotContain("\u202e");
            var explained = BlockedMessage.Of("p", reason, Call(arguments), ExplanationDetail.ReasonOnly, MessageForm.Text);
            explained.Split('\n').ShouldAllBe(line => line.Length <= BlockedMessage.Columns);
        });

    [Theory]
    [InlineData(MessageForm.Text)]
    [InlineData(MessageForm.Terminal)]
    public void What_is_shown_must_stay_in_its_one_fence(MessageForm form) =>
        Law.Holds(Texts(), Texts(), (reason, arguments) =>
        {
            var lines = BlockedMessage.Of("p", reason, Call(arguments + "x"), ExplanationDetail.Content, form).Split('\n');
            var open = lines.First(line => line.TrimStart().StartsWith("```", StringComparison.Ordinal) || line.TrimStart().StartsWith("~~~", StringComparison.Ordinal));
            var fence = open.TrimEnd("json".ToCharArray());
            lines.Count(line => line.StartsWith(fence, StringComparison.Ordinal)).ShouldBe(2, "The first fence is ours, and only its end is as long.");
        });

    [Fact]
    public void A_web_message_must_hold_no_markup_but_its_own() =>
        Law.Holds(Texts(), Texts(), (reason, arguments) =>
        {
            var message = BlockedMessage.Of(reason, reason, Call(arguments, arguments), ExplanationDetail.Content, MessageForm.Web);
            foreach (var own in new[] { "<p>", "</p>", "<br>", "<pre><code>", "</code></pre>", "<code>", "</code>" })
                message = message.Replace(own, "", StringComparison.Ordinal);
            message.IndexOfAny(['<', '>', '"']).ShouldBe(-1, message);
        });

    [Theory]
    [InlineData("claude-cli/2.1.0 (external, cli)", MessageForm.Terminal)]
    [InlineData("codex_exec/0.98.0 (Debian 12)", MessageForm.Terminal)]
    [InlineData("codex_cli_rs/0.98.0", MessageForm.Terminal)]
    [InlineData("OpenAI/Python 1.0", MessageForm.Text)]
    [InlineData("Mozilla/5.0", MessageForm.Text)]
    [InlineData(null, MessageForm.Text)]
    public void A_client_must_get_the_form_that_suits_it(string? userAgent, MessageForm form) => MessageForms.For(userAgent).ShouldBe(form);

    [Fact]
    public async Task A_transaction_must_choose_the_form_of_explanations_and_notices()
    {
        var script = AnswerScript.Empty.Text("hello").ToolCall("forbidden", """{"a":"<b>"}""");
        var result = await (PolicyTest.Of(new ByNamePolicy(BlockKinds.Text | BlockKinds.ToolCall)) with { MessageForm = MessageForm.Web }).AnswerAsync(script.Events());
        result.TextOf().ShouldContain("<p>Tool call <code>forbidden</code> blocked by policy &#39;ByNamePolicy-0&#39;.</p>");
        result.TextOf().ShouldContain("&lt;b&gt;");
    }

    static string Of((string Name, string Reason, WholeBlock Block, ExplanationDetail Detail) message, MessageForm form) =>
        BlockedMessage.Of("safety", message.Reason, message.Block, message.Detail, form);

    static WholeBlock.ToolCall Call(string arguments, string tool = "Bash") => new(new(0), 0, new("call_1", tool), arguments);

    static WholeBlock.ToolCall Custom(string arguments) => new(new(0), 0, new("call_1", "apply_patch", IsCustom: true), arguments);

    static Arbitrary<string> Texts() => Arb.From(Gen.Choose(0, 12).SelectMany(count => Gen.Elements(Pieces).ArrayOf(count)).Select(string.Concat));
}

using System.Collections.Immutable;
using System.Text;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Conditional;
using LuthienProxy.Policies.NoOp;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Conditional;

[Trait("Spec", "000-48")]
public sealed class ConditionalSpec
{
    const string Streamed = """{"model":"claude-opus-4-5","stream":true,"max_tokens":9,"messages":[],"tools":[{"name":"Bash","input_schema":{}},{"type":"web_search_20250305","name":"web_search"}]}""";

    [Theory]
    [InlineData("""{ "models": [ "claude-opus-*" ] }""", true)]
    [InlineData("""{ "models": [ "gpt-?", "CLAUDE-*" ] }""", true)]
    [InlineData("""{ "models": [ "claude-haiku-*" ] }""", false)]
    [InlineData("""{ "models": [ "opus" ] }""", false)]
    [InlineData("""{ "formats": [ "openai-chat", "anthropic-messages" ] }""", true)]
    [InlineData("""{ "formats": [ "openai-responses" ] }""", false)]
    [InlineData("""{ "kinds": [ "Turn" ] }""", true)]
    [InlineData("""{ "kinds": [ "Title", "Probe" ] }""", false)]
    [InlineData("""{ "streamed": true }""", true)]
    [InlineData("""{ "streamed": false }""", false)]
    [InlineData("""{ "tools": [ "bash" ] }""", true)]
    [InlineData("""{ "tools": [ "web_*" ] }""", true)]
    [InlineData("""{ "tools": [ "Write" ] }""", false)]
    [InlineData("""{ "models": [ "claude-*" ], "tools": [ "Bash" ], "streamed": true, "kinds": [ "Turn" ] }""", true)]
    [InlineData("""{ "models": [ "claude-*" ], "tools": [ "Write" ] }""", false)]
    public async Task The_policies_must_apply_where_the_condition_holds_and_only_there(string condition, bool applies)
    {
        (await BlocksAsync($$"""{ "when": {{condition}}, "policies": [ { "policy": "BlockDangerousCommands" } ] }""")).ShouldBe(applies);
        (await BlocksAsync($$"""{ "unless": {{condition}}, "policies": [ { "policy": "BlockDangerousCommands" } ] }""")).ShouldBe(!applies);
    }

    [Theory]
    [InlineData("""{ "kinds": [ "Turn" ] }""", """{ "tools": [ "Write" ] }""", true)]
    [InlineData("""{ "kinds": [ "Turn" ] }""", """{ "tools": [ "Bash" ] }""", false)]
    [InlineData("""{ "kinds": [ "Title" ] }""", """{ "tools": [ "Write" ] }""", false)]
    public async Task An_exception_must_win(string when, string unless, bool applies) =>
        (await BlocksAsync($$"""{ "when": {{when}}, "unless": {{unless}}, "policies": [ { "policy": "BlockDangerousCommands" } ] }""")).ShouldBe(applies);

    [Fact]
    public async Task What_earlier_policies_make_of_the_request_must_not_count()
    {
        var conditional = Made("""{ "when": { "models": [ "claude-opus-*" ] }, "policies": [ { "policy": "BlockDangerousCommands" } ] }""");
        var result = await (PolicyTest.Of(new OtherModelPolicy(), conditional) with { Request = Request() }).AnswerAsync(Answer().Events());
        result.ToolCallsOf().ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_it_does_not_apply_nothing_may_be_seen_and_everything_pass_as_it_came()
    {
        var seen = new SeeingPolicy();
        var policy = new ConditionalPolicy(new() { When = new() { Streamed = false }, Policies = [Pool.Named("seeing", seen)] });
        var events = Answer().Events(2);
        var test = PolicyTest.Of(policy) with { Request = Request() };
        (await test.AnswerAsync(events)).Events.ShouldBe(events, ReferenceEqualityComparer.Instance);
        (await test.RequestAsync()).Verdict.ShouldBe(RequestVerdict.Pass);
        seen.Count.ShouldBe(0);
        await (test with { Request = TestRequests.Of("openai-chat") }).AnswerAsync(events);
        seen.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Where_it_applies_it_must_be_its_policies_and_elsewhere_nothing() =>
        Law.Holds(Pool.Row(), Answers.WithChoices(), Answers.Cuts(), (row, script, cuts) =>
        {
            var events = script.Events(cuts);
            var always = When(new() { Kinds = [CallKind.Turn] }, row);
            var never = When(new() { Kinds = [CallKind.Title] }, row);
            Story.Of(PolicyTest.Of(always).Run(events).Events).ShouldBe(Story.Of(PolicyTest.Of(row).Run(events).Events));
            PolicyTest.Of(never).Run(events).Events.ShouldBe(events, ReferenceEqualityComparer.Instance);
        });

    [Fact]
    public void It_must_distribute_over_its_policies() =>
        Law.Holds(Pool.Row(), Answers.WithChoices(), Answers.Cuts(), (row, script, cuts) =>
        {
            var events = script.Events(cuts);
            var condition = new CallCondition { Models = ["model-*"] };
            var apart = row.Select(one => When(condition, [one]) with { Name = "when-" + one.Name }).ToList();
            Story.Of(PolicyTest.Of(apart).Run(events).Events).ShouldBe(Story.Of(PolicyTest.Of(When(condition, row)).Run(events).Events));
        });

    [Fact]
    public void What_it_says_of_rewriting_must_be_what_its_policies_say()
    {
        Rewrites(Pool.Named("n", new NoOpPolicy())).ShouldBeFalse();
        Rewrites(Pool.Named("b", new ByNamePolicy(BlockKinds.Text))).ShouldBeTrue();
        Rewrites(Pool.Named("b", new ByNamePolicy(BlockKinds.Text)) with { Mode = StageMode.Shadow }).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{ "policies": [ { "policy": "NoOp" } ] }""", "when")]
    [InlineData("""{ "when": {}, "policies": [ { "policy": "NoOp" } ] }""", "when")]
    [InlineData("""{ "when": { "formats": [ "openai-chat", "morse" ] }, "policies": [ { "policy": "NoOp" } ] }""", "when.formats[1]")]
    [InlineData("""{ "unless": { "models": [ "" ] }, "policies": [ { "policy": "NoOp" } ] }""", "unless.models[0]")]
    [InlineData("""{ "unless": { "tools": [ " " ] }, "policies": [ { "policy": "NoOp" } ] }""", "unless.tools[0]")]
    [InlineData("""{ "when": { "streamed": true }, "policies": [] }""", "policies")]
    [InlineData("""{ "when": { "streamed": true }, "policies": [ { "policy": "StringReplacement", "config": { "pairs": [] } } ] }""", "policies[0].config.pairs")]
    public void What_makes_no_sense_must_be_named(string config, string field) =>
        PolicyChain.Load([new() { Name = "c", Policy = Made(config) }]).ShouldBeOfType<ChainLoad.Refused>().Problems.Select(problem => problem.Field).ShouldBe([field]);

    static bool Rewrites(PolicyBinding inner) => new ConditionalPolicy(new() { When = new() { Streamed = true }, Policies = [inner] }).MayRewriteResponse;

    static PolicyBinding When(CallCondition condition, IEnumerable<PolicyBinding> policies) =>
        Pool.Named("when", policies.ToImmutableArray() is { IsEmpty: false } some ? new ConditionalPolicy(new() { When = condition, Policies = some }) : new NoOpPolicy());

    static async Task<bool> BlocksAsync(string config) =>
        (await (PolicyTest.Of(Made(config)) with { Request = Request() }).AnswerAsync(Answer().Events())).ToolCallsOf().Count == 0;

    static Policy Made(string config) =>
        PolicyCatalog.BuiltIn.Find("Conditional")!.Create(System.Text.Json.JsonElement.Parse(config), PolicyCatalog.BuiltIn).ShouldBeOfType<PolicyCreation.Created>().Policy;

    static ConversationRequest Request() => TestRequests.Of("anthropic-messages", Encoding.UTF8.GetBytes(Streamed));

    static AnswerScript Answer() => AnswerScript.Empty.Text("I will.").ToolCall("Bash", """{"command":"rm -rf /"}""");

    sealed class OtherModelPolicy : Policy
    {
        public override ValueTask<RequestVerdict> OnRequestAsync(ConversationRequest request, PolicyContext context) =>
            new(new RequestVerdict.Rewrite(request with { Model = "another" }));
    }

    sealed class SeeingPolicy : Policy
    {
        public int Count { get; private set; }

        public override ValueTask<RequestVerdict> OnRequestAsync(ConversationRequest request, PolicyContext context)
        {
            Count++;
            return base.OnRequestAsync(request, context);
        }
    }
}

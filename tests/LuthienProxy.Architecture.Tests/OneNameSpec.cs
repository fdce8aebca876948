using System.Text.RegularExpressions;

namespace LuthienProxy.Architecture.Tests;

/// <summary>A call has one name, transaction id, in code and schema. What OpenAI calls call_id is another thing, the id of a tool call; where no format asks for that word it is ToolCallId.</summary>
[Trait("Spec", "000-31")]
public sealed partial class OneNameSpec
{
    // The formats' own word for the id of a tool call, and the model's. The list may only shrink.
    static readonly string[] MaySayCallId =
    [
        "src/LuthienProxy.Protocol/Chat",
        "src/LuthienProxy.Protocol/Responses",
        "src/LuthienProxy.Protocol/Conversation/ContentPart.cs",
        "src/LuthienProxy.Simulator",
    ];

    static readonly SourceFile[] Migrations = [.. Repository.Files("migrations", "*.sql")];

    [Fact]
    [Trait("Spec", "000-31c")]
    public void No_code_may_call_a_transaction_by_the_id_of_a_call() =>
        Repository.Source.Where(file => !file.IsBelow(MaySayCallId) && !MaySayCallId.Contains(file.Path)).SelectMany(file => file.Find(CallId())).ShouldBeEmpty();

    [Fact]
    [Trait("Spec", "000-31c")]
    public void Every_place_that_may_must_need_to() =>
        MaySayCallId.Where(place => !Repository.Source.Any(file => (file.IsBelow(place) || file.Path == place) && file.Find(CallId()).Any())).ShouldBeEmpty();

    [Fact]
    [Trait("Spec", "000-31a")]
    [Trait("Spec", "000-31b")]
    public void No_table_may_have_another_name_for_it() =>
        Migrations.SelectMany(file => file.Find(Alias())).ShouldBeEmpty();

    [Theory]
    [InlineData("postgres")]
    [InlineData("sqlite")]
    [Trait("Spec", "000-31a")]
    public void Both_engines_must_key_transactions_and_events_by_it(string engine) =>
        Migrations.Where(file => file.Path.Contains($"/{engine}/", StringComparison.Ordinal)).SelectMany(file => file.Find(Key())).Count().ShouldBeGreaterThanOrEqualTo(2);

    [Theory]
    [InlineData("    var callId = 1;")]
    [InlineData("    readonly string _callId;")]
    [InlineData("    public string CallId { get; }")]
    [InlineData("    \"call_id\"u8")]
    [InlineData("    string LitellmCallId")]
    public void The_other_name_must_be_seen(string line) => CallId().IsMatch(line).ShouldBeTrue();

    [Theory]
    [InlineData("    recallId")]
    [InlineData("    CallIdle")]
    [InlineData("    call.Id")]
    [InlineData("    string toolCallId, ToolCallId")]
    public void What_only_looks_like_it_must_pass(string line) => CallId().IsMatch(line).ShouldBeFalse();

    [GeneratedRegex(@"(?<![a-z])(?:call_id|callId)(?![a-z])|(?<!Tool|tool)CallId(?![a-z])")]
    private static partial Regex CallId();

    [GeneratedRegex(@"\b(call_id|request_id|litellm_call_id|txn_id|trx_id)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Alias();

    [GeneratedRegex(@"^\s*(transaction_id\s+(blob|uuid)\s+not null primary key|primary key \(transaction_id, sequence\))", RegexOptions.IgnoreCase)]
    private static partial Regex Key();
}

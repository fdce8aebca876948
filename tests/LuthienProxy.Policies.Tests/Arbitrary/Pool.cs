using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Policies.AllCaps;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Conditional;
using LuthienProxy.Policies.MultiParallel;
using LuthienProxy.Policies.MultiSerial;
using LuthienProxy.Policies.NoOp;
using LuthienProxy.Policies.RegexRedaction;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Policies.Text;

namespace LuthienProxy.Policies.Tests.Arbitrary;

/// <summary>The policies that the laws are tried on.</summary>
static class Pool
{
    static readonly (string Name, Policy Policy)[] All =
    [
        ("no-op", new NoOpPolicy()),
        ("all-caps", new AllCapsPolicy()),
        ("spelling", Replacing([new("colour", "color")], capitals: true)),
        ("overlap", Replacing([new("abcd", "1"), new("ab", "22"), new("a", "a@b.c"), new("b", "")])),
        ("prefix-first", Replacing([new("ab", "<"), new("abcd", ">")])),
        ("everywhere", Replacing([new("abc", "xyz"), new("🌍", "world")], targets: TextTargets.All)),
        ("by-name", new ByNamePolicy(BlockKinds.Text | BlockKinds.ToolCall)),
        ("tools-by-name", new ByNamePolicy(BlockKinds.ToolCall)),
        ("awaiting", new AwaitingPolicy()),
        ("redaction", new RegexRedactionPolicy(new())),
        ("in-one-format", new ConditionalPolicy(new() { When = new() { Formats = ["anthropic-messages"] }, Policies = [Named("inner", new ByNamePolicy(BlockKinds.ToolCall))] })),
        ("but-for-one", new ConditionalPolicy(new() { Unless = new() { Formats = ["openai-chat"] }, Policies = [Named("inner", new AllCapsPolicy())] })),
        ("side-by-side", new MultiParallelPolicy(new() { Policies = [Named("first", new ByNamePolicy(BlockKinds.ToolCall)), Named("second", new AwaitingPolicy())], Vote = ParallelVote.Majority })),
    ];

    /// <summary>All of them in a row.</summary>
    public static PolicyBinding[] Everything() => [.. All.Select(one => Named(one.Name, one.Policy))];

    /// <summary>Any one of them.</summary>
    public static Arbitrary<PolicyBinding> One() => Arb.From(Gen.Elements(All).Select(one => Named(one.Name, one.Policy)));

    /// <summary>Up to four of them in a row.</summary>
    public static Arbitrary<PolicyBinding[]> Row() => Arb.From(
        Gen.Choose(0, 4).SelectMany(count => Gen.Elements(All).ArrayOf(count)).Select(row => row.Select((one, at) => Named($"{one.Name}-{at}", one.Policy)).ToArray()),
        row => row.Select((_, at) => row.Where((_, i) => i != at).ToArray()));

    /// <summary>Some of them as one.</summary>
    public static PolicyBinding Serial(string name, params ImmutableArray<PolicyBinding> policies) => Named(name, new MultiSerialPolicy(new() { Policies = policies }));

    public static PolicyBinding Named(string name, Policy policy) => new() { Name = name, Policy = policy };

    static StringReplacementPolicy Replacing(ImmutableArray<ReplacementPair> pairs, bool capitals = false, TextTargets targets = TextTargets.Text | TextTargets.Refusal) =>
        new(new() { Pairs = pairs, MatchCapitalisation = capitals, Targets = targets });
}

using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare.Policies;

/// <summary>The gateway under some policies.</summary>
/// <param name="Name">Its row in the table.</param>
/// <param name="Policies">The entries of its policy file.</param>
/// <param name="Rewrites">Whether the answer says <see cref="PutIn"/> instead of what the upstream said.</param>
sealed record PolicyContender(string Name, string Policies, bool Rewrites = false)
{
    public const string None = "no policy";
    public const string Three = "the three together";

    /// <summary>What stands in a rewritten answer, once in 93 characters.</summary>
    public const string PutIn = "sleepy";

    const string Replacement = """
        { policy = StringReplacement, config.pairs = [ { find = colour, replace = color }, { find = lazy, replace = sleepy }, { find = "Acme Corp", replace = "Example Inc" } ] }
        """;
    const string Redaction = "{ policy = RegexRedaction }";
    const string Blocking = "{ policy = BlockDangerousCommands }";

    /// <summary>All that are measured.</summary>
    public static IReadOnlyList<PolicyContender> All { get; } =
    [
        new(None, ""),
        new("NoOp", "{ policy = NoOp }"),
        new("StringReplacement", Replacement, Rewrites: true),
        new("RegexRedaction", Redaction),
        new("BlockDangerousCommands", Blocking),
        new(Three, $"{Replacement}, {Redaction}, {Blocking}", Rewrites: true),
    ];

    /// <summary>The product with these policies.</summary>
    public Contender Product(string? name = null) => Contender.Product(name ?? Name, policies: Policies, putIn: Rewrites ? PutIn : "");
}

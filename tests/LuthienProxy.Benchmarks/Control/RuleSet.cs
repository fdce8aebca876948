using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Control;

/// <summary>Policies that are measured together.</summary>
/// <param name="Name">Its name in the tables; of one policy, the policy's.</param>
/// <param name="Policies">The entries of its policy file.</param>
sealed record RuleSet(string Name, string Policies)
{
    /// <summary>The name of all the rule-based ones in one chain.</summary>
    public const string Together = "all five together";

    /// <summary>Each rule-based control policy that ships, as it comes, and all of them in a chain. The network stays open to one host: a policy that lets nothing through is not measured by what it stops.</summary>
    public static IReadOnlyList<RuleSet> All { get; } = AllOf(
    [
        new("BlockDangerousCommands", "{ policy = BlockDangerousCommands }"),
        new("BlockWebRequests", """{ policy = BlockWebRequests, config.allowedHosts = [ "docs.example.org" ] }"""),
        new("BlockSensitiveFileWrites", "{ policy = BlockSensitiveFileWrites }"),
        new("SqlProtection", "{ policy = SqlProtection }"),
        new("RegexRedaction", "{ policy = RegexRedaction }"),
    ]);

    /// <summary>A gateway under these policies.</summary>
    /// <param name="folder">For its files.</param>
    /// <param name="settings">Further settings, as HOCON.</param>
    public Contender In(string folder, string settings = "")
    {
        var policies = Path.Combine(folder, $"{Name.Replace(' ', '-')}.policies.conf");
        var configuration = Path.Combine(folder, $"{Name.Replace(' ', '-')}.conf");
        File.WriteAllText(policies, $"policies = [ {Policies} ]\n");
        File.WriteAllText(configuration, $"luthien.policy {{ source = file, config = \"{policies}\" }}\n{settings}\n");
        return Contender.Product(Name, configuration: configuration);
    }

    static RuleSet[] AllOf(RuleSet[] each) => [.. each, new(Together, string.Join(", ", each.Select(set => set.Policies)))];
}

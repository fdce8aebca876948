namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>Every verb that only looks, and what its answer holds.</summary>
static class EveryVerb
{
    public static readonly Dictionary<string, string> Reads = new()
    {
        ["health"] = "healthy",
        ["system health"] = "healthy",
        ["system nodes"] = "(this)",
        ["system dependencies"] = "NAME",
        ["config show journal --origin"] = "journal.mode = async",
        ["actor system"] = "akka://",
        ["actor hierarchy"] = "└─ transactions",
        ["actor hierarchy --flat"] = "/user/gateway/transactions\n",
        ["actor top"] = "BUSY%",
        ["actor mailboxes"] = "1000 or more",
        ["actor show /user/gateway/transactions"] = "TransactionsActor",
        ["journal status"] = "mode async",
        ["journal lag"] = "QUEUE",
        ["policy types"] = "SqlProtection",
        ["policy current"] = "no policy",
    };

    /// <summary>Those of the answers that hold something else than they should.</summary>
    public static IEnumerable<string> Wrong(string answers) => Reads.Where(read => !answers.Contains(read.Value, StringComparison.Ordinal)).Select(read => $"{read.Key} must tell {read.Value}");
}

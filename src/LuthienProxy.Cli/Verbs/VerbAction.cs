using System.CommandLine;

namespace LuthienProxy.Cli.Verbs;

/// <summary>What a verb does; the exit code comes back.</summary>
delegate Task<int> VerbAction(Session session, ParseResult line, CancellationToken cancellation);

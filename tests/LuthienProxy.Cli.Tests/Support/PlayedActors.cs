using System.Text.Json;

namespace LuthienProxy.Cli.Tests.Support;

/// <summary>Trees of actors as the API tells them.</summary>
static class PlayedActors
{
    /// <summary>The whole tree of a node.</summary>
    public static string Tree(int count, params object[] guardians) => JsonSerializer.Serialize(new { node = "node-1", count, is_truncated = false, root = Actor("/", children: guardians) });

    /// <summary>An actor.</summary>
    public static object Actor(
        string name, string state = "idle", int mailbox = 0, long handled = 0, double age = 4_200, double awaited = 0, double? awaiting = null, string? message = null, int restarts = 0, string? failure = null,
        int? count = null, params object[] children) => new
    {
        name, type = "SomeActor", state, mailbox, handled, dropped = 0, restarts, failure, age_ms = age, awaited_ms = awaited, awaiting_ms = awaiting, message, child_count = count ?? children.Length, children,
    };
}

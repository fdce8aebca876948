using System.Text.Json;

namespace LuthienProxy.Cli.Tests.Support;

/// <summary>Trees of actors as the API tells them.</summary>
static class PlayedActors
{
    /// <summary>The whole tree of a node.</summary>
    public static string Tree(int count, params object[] guardians) => JsonSerializer.Serialize(new { node = "node-1", count, is_truncated = false, root = Actor("/", children: guardians) });

    /// <summary>The call that an actor stands for.</summary>
    public static object Call(string state, string? upstream = null, long chunksIn = 0, long chunksOut = 0, string? policy = null, int? stage = null) => new
    {
        transaction_id = "01a2", state, age_ms = 4_200, format = "openai-chat", model = "m", is_stream = true, upstream, client = (string?)null, policy = policy is null ? null : new { name = policy, version = 3 },
        policy_stage = stage, policy_stages = policy is null ? 0 : 3, first_byte_ms = (double?)null, chunks_in = chunksIn, chunks_out = chunksOut, held_back = 0, bytes_in = 0, bytes_out = 0,
    };

    /// <summary>An actor.</summary>
    public static object Actor(
        string name, string state = "idle", int mailbox = 0, long handled = 0, double age = 4_200, double awaited = 0, double? awaiting = null, string? message = null, int restarts = 0, string? failure = null,
        int peak = 0, double? p99 = null, object? call = null, int? count = null, params object[] children) => new
    {
        name, type = "SomeActor", state, mailbox, mailbox_peak = peak, handled, dropped = 0, restarts, failure, age_ms = age, awaited_ms = awaited, awaiting_ms = awaiting, p99_ms = p99, message, call, child_count = count ?? children.Length, children,
    };
}

using System.Text;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>Reads an event stream event by event, as soon as each one is there.</summary>
public sealed class EventReader(Stream stream)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly List<byte> _seen = [];
    int _taken;

    /// <summary>Everything that has come so far.</summary>
    public byte[] Seen => [.. _seen];

    /// <summary>The next event, without its blank line; null at the end of the stream.</summary>
    public async Task<string?> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var waiting = Encoding.UTF8.GetString([.. _seen[_taken..]]);
            var end = waiting.IndexOf("\n\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                _taken += Encoding.UTF8.GetByteCount(waiting[..(end + 2)]);
                return waiting[..end];
            }
            var count = await stream.ReadAsync(buffer, limit.Token);
            if (count == 0)
                return null;
            _seen.AddRange(buffer.AsSpan(0, count));
        }
    }

    /// <summary>Reads to the end of the stream.</summary>
    public async Task<string> RestAsync()
    {
        while (await NextAsync() is not null)
        {
        }
        return Encoding.UTF8.GetString(Seen);
    }
}

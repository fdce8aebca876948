using System.Runtime.InteropServices;
using System.Text.Json;

namespace LuthienProxy.Benchmarks.Live;

/// <summary>Counts the events in a stream's bytes, and reads how old each is and what gaps tell. Thread-safe.</summary>
sealed class EventScan
{
    readonly Lock _gate = new();
    readonly List<double> _ages = [];
    readonly List<byte> _line = [];
    long _missed;

    /// <summary>Takes what came; a line may come in parts.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            for (var end = bytes.IndexOf((byte)'\n'); end >= 0; end = bytes.IndexOf((byte)'\n'))
            {
                _line.AddRange(bytes[..end]);
                bytes = bytes[(end + 1)..];
                TakeLine();
                _line.Clear();
            }
            _line.AddRange(bytes);
        }
    }

    /// <summary>What came since the last time.</summary>
    public PageFigures Take()
    {
        lock (_gate)
        {
            _ages.Sort();
            var figures = new PageFigures(_ages.Count, _missed, At(0.5), At(0.99));
            _ages.Clear();
            _missed = 0;
            return figures;
        }
    }

    double At(double share) => _ages.Count == 0 ? 0 : _ages[(int)(share * (_ages.Count - 1))];

    void TakeLine()
    {
        var line = CollectionsMarshal.AsSpan(_line);
        if (!line.StartsWith("data: "u8))
            return;
        var json = new Utf8JsonReader(line[6..]);
        var isGap = false;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
                continue;
            if (json.ValueTextEquals("type"u8) && json.Read())
                isGap = json.ValueTextEquals("gap"u8);
            else if (isGap && json.ValueTextEquals("missed"u8) && json.Read())
                _missed += json.GetInt64();
            else if (!isGap && json.ValueTextEquals("at"u8) && json.Read())
            {
                _ages.Add((TimeProvider.System.GetUtcNow() - json.GetDateTimeOffset()).TotalMilliseconds);
                return;
            }
        }
    }
}

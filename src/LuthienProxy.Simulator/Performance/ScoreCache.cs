using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace LuthienProxy.Simulator.Performance;

/// <summary>Scores of answers that are given again and again, so that load is spent on sockets and not on encoding. At most 64 scores, none larger than the limit.</summary>
sealed class ScoreCache(int maxBytes)
{
    const int MaxScores = 64;

    readonly ConcurrentDictionary<Key, Score> _scores = new();

    public Score Get(Key key, Func<Key, Score> compose)
    {
        if (_scores.TryGetValue(key, out var known))
            return known;
        var score = compose(key);
        if (score.Bytes > maxBytes)
            return score;
        if (_scores.Count >= MaxScores)
            _scores.Clear();
        _scores[key] = score;
        return score;
    }

    /// <summary>What an encoding depends on. The answer counts as an object: comparing its parts would cost more than encoding them.</summary>
    public readonly record struct Key(ScriptedAnswer Answer, SimulatorApi Api, bool Streaming, string Model, int Choices, bool IncludeUsage)
    {
        public bool Equals(Key other) =>
            ReferenceEquals(Answer, other.Answer) && Api == other.Api && Streaming == other.Streaming && Model == other.Model && Choices == other.Choices && IncludeUsage == other.IncludeUsage;

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Answer), Api, Streaming, Model, Choices, IncludeUsage);
    }
}

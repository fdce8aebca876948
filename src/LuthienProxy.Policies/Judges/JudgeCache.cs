using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LuthienProxy.Policies.Judges;

/// <summary>Answers of a judge by the hash of what it was asked: an agent's retry is judged once, and the same (PP6). Bounded; thread-safe.</summary>
sealed class JudgeCache(int capacity, TimeSpan lifetime)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, (JudgeAnswer Answer, DateTimeOffset Until)> _answers = new(StringComparer.Ordinal);
    readonly Queue<string> _order = new();

    /// <summary>What a question is remembered by: every character of its parts counts, halves of pairs too, and where one part ends and the next begins.</summary>
    public static string KeyOf(JudgeQuestion question)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (ReadOnlySpan<string>)[question.Model, question.Instructions, question.Content])
        {
            var length = part.Length;
            hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
            hash.AppendData(MemoryMarshal.AsBytes(part.AsSpan()));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public JudgeAnswer? Find(string key, TimeProvider time)
    {
        lock (_lock)
            return _answers.TryGetValue(key, out var known) && known.Until > time.GetUtcNow() ? known.Answer : null;
    }

    public void Add(string key, JudgeAnswer answer, TimeProvider time)
    {
        if (capacity <= 0)
            return;
        lock (_lock)
        {
            if (!_answers.ContainsKey(key))
                _order.Enqueue(key);
            _answers[key] = (answer, time.GetUtcNow() + lifetime);
            while (_answers.Count > capacity)
                _answers.Remove(_order.Dequeue());
        }
    }
}

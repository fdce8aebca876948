using System.Security.Cryptography;
using System.Text;

namespace LuthienProxy.Policies.Judges;

/// <summary>Answers of a judge by the hash of what it was asked: an agent's retry is judged once, and the same (PP6). Bounded; thread-safe.</summary>
sealed class JudgeCache(int capacity, TimeSpan lifetime)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, (JudgeAnswer Answer, DateTimeOffset Until)> _answers = new(StringComparer.Ordinal);
    readonly Queue<string> _order = new();

    public static string KeyOf(JudgeQuestion question) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{question.Model}\0{question.Instructions}\0{question.Content}")));

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

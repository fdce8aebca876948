using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using LuthienProxy.Benchmarks.Compare.Load;

namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>What one server, the upstream as a rule, answers to each request; asked while nothing else runs.</summary>
/// <remarks>
/// A paced answer is what the answer at a quicker pace is, but for the model's name in it: so nobody waits for the pace. Who cuts deltas by what is ready, as
/// policies that hold text do, needs a pace at which each delta still comes alone.
/// </remarks>
/// <param name="server">Who is asked.</param>
/// <param name="quickest">The quicker pace, in milliseconds.</param>
sealed partial class ReferenceAnswers(IPEndPoint server, int quickest = 1)
{
    readonly Dictionary<LoadRequest, ExpectedAnswer> _known = [];

    public async Task<ExpectedAnswer> GetAsync(LoadRequest request)
    {
        if (_known.TryGetValue(request, out var known))
            return known;
        using var client = new HttpClient { BaseAddress = new Uri($"http://{server}") };
        var one = await FetchAsync(client, request);
        return _known[request] = ExpectedAnswer.Of(one, await FetchAsync(client, request));
    }

    [GeneratedRegex("(?<=every=)[0-9]+(?=ms)")]
    static partial Regex Pace { get; }

    static string PaceOf(string model) => Pace.Match(model) is { Success: true } pace ? $"every={pace.Value}ms" : model;

    async Task<byte[]> FetchAsync(HttpClient client, LoadRequest request)
    {
        // As many digits, so that nothing moves.
        var quick = Pace.Replace(request.Model, pace => $"{quickest}".PadLeft(pace.Length, '0'));
        var text = Encoding.ASCII.GetString((request with { Model = quick }).Encode());
        using var content = new StringContent(text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..], Encoding.ASCII, "application/json");
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(request.Path, UriKind.Relative)) { Content = content };
        message.Headers.Authorization = new("Bearer", "sk-bench");
        using var response = await client.SendAsync(message);
        var answer = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return Encoding.UTF8.GetBytes(answer.Replace(PaceOf(quick), PaceOf(request.Model), StringComparison.Ordinal));
    }
}

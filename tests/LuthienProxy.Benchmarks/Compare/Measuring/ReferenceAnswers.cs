using System.Net;
using System.Text;
using LuthienProxy.Benchmarks.Compare.Load;

namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>What the upstream itself answers to each request; asked while nothing else runs.</summary>
sealed class ReferenceAnswers(IPEndPoint upstream)
{
    readonly Dictionary<LoadRequest, ExpectedAnswer> _known = [];

    public async Task<ExpectedAnswer> GetAsync(LoadRequest request)
    {
        if (_known.TryGetValue(request, out var known))
            return known;
        using var client = new HttpClient { BaseAddress = new Uri($"http://{upstream}") };
        var one = await FetchAsync(client, request);
        return _known[request] = ExpectedAnswer.Of(one, await FetchAsync(client, request));
    }

    static async Task<byte[]> FetchAsync(HttpClient client, LoadRequest request)
    {
        var text = Encoding.ASCII.GetString(request.Encode());
        using var content = new StringContent(text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..], Encoding.ASCII, "application/json");
        using var response = await client.PostAsync(new Uri(request.Path, UriKind.Relative), content);
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }
}

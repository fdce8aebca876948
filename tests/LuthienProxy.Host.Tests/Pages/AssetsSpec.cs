using System.IO.Compression;
using System.Net;
using LuthienProxy.Host.Pages;

namespace LuthienProxy.Host.Tests.Pages;

/// <summary>What pages load is kept for a year, because another state of it has another address.</summary>
[Trait("Spec", "000-50")]
public sealed class AssetsSpec : GatewaySpec
{
    static readonly WebFiles Files = new();

    [Theory]
    [InlineData("js/pages/home.js", "text/javascript; charset=utf-8")]
    [InlineData("styles/base.css", "text/css; charset=utf-8")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task A_file_must_be_sent_as_it_was_written_and_kept_for_a_year(string path, string type)
    {
        var gateway = await StartAsync();
        using var response = await gateway.Client.GetAsync($"/assets/{Files.Fingerprint}/{path}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe(type);
        response.Headers.GetValues("Cache-Control").ShouldBe(["public, max-age=31536000, immutable"]);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await response.Content.ReadAsStringAsync()).ShouldBe(House.Read("src/LuthienProxy.Host/wwwroot/" + path));
    }

    [Fact]
    public void Everything_that_pages_load_must_be_in_the_program()
    {
        var root = Path.Combine(House.Root, "src/LuthienProxy.Host/wwwroot");
        string[] kinds = [".js", ".css", ".svg"];
        var written = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(file => kinds.Contains(Path.GetExtension(file)));
        Files.AssetPaths.ShouldBe(written.Select(file => Path.GetRelativePath(root, file)), ignoreOrder: true);
    }

    [Fact]
    public async Task A_file_that_the_browser_has_must_not_be_sent_again_whichever_form_it_has()
    {
        var gateway = await StartAsync();
        using var plain = await AskAsync(gateway, "/js/pages/home.js");
        using var gzipped = await AskAsync(gateway, "/js/pages/home.js", ("Accept-Encoding", "gzip"));
        plain.Headers.ETag.ShouldNotBe(gzipped.Headers.ETag);
        foreach (var tag in (string[])[plain.Headers.ETag!.ToString(), gzipped.Headers.ETag!.ToString(), $"\"other\", W/{plain.Headers.ETag}"])
            (await AskAsync(gateway, "/js/pages/home.js", ("If-None-Match", tag))).StatusCode.ShouldBe(HttpStatusCode.NotModified, tag);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br, GZIP;q=0.5", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("br", false)]
    [InlineData("identity", false)]
    public async Task It_must_be_compressed_for_whoever_takes_that(string accepted, bool isGzipped)
    {
        var gateway = await StartAsync();
        using var response = await AskAsync(gateway, "/js/shell/shell.js", ("Accept-Encoding", accepted));
        response.Content.Headers.ContentEncoding.ShouldBe(isGzipped ? ["gzip"] : []);
        response.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        await using var body = await response.Content.ReadAsStreamAsync();
        await using var undone = isGzipped ? new GZipStream(body, CompressionMode.Decompress) : body;
        using var reader = new StreamReader(undone);
        (await reader.ReadToEndAsync()).ShouldBe(House.Read("src/LuthienProxy.Host/wwwroot/js/shell/shell.js"));
    }

    [Fact]
    public async Task Another_fingerprint_must_be_not_found_and_nobody_may_remember_that()
    {
        var gateway = await StartAsync();
        using var response = await gateway.Client.GetAsync("/assets/0123456789abcdef/js/pages/home.js");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/package.json")]
    [InlineData("/index.html")]
    [InlineData("/js")]
    [InlineData("/js/pages")]
    [InlineData("/js/pages/nothing.js")]
    [InlineData("/JS/pages/home.js")]
    [InlineData("/../../../hocon/luthien.conf")]
    [InlineData("/js/..%2f..%2fpackage.json")]
    [InlineData("/js/%2e%2e/%2e%2e/LuthienProxy.Host.csproj")]
    [InlineData("/..%5cpackage.json")]
    [InlineData("//etc/passwd")]
    [InlineData("/%2fetc%2fpasswd")]
    [InlineData("/js/pages/home.js%00.svg")]
    [InlineData("/js/./pages//home.js")]
    public async Task Nothing_else_must_be_had_by_any_way_of_writing_a_path(string path)
    {
        var gateway = await StartAsync();
        var reply = await RawHttp.AskAsync(gateway.Address, $"GET /assets/{Files.Fingerprint}{path} HTTP/1.1", []);
        reply.ShouldMatch("^HTTP/1.1 (400|404) ");
    }

    [Fact]
    public void The_fingerprint_must_be_the_same_wherever_the_same_program_runs() => new WebFiles().Fingerprint.ShouldBe(Files.Fingerprint);

    static Task<HttpResponseMessage> AskAsync(TestGateway gateway, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/assets/{Files.Fingerprint}{path}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return gateway.AskAsync(request);
    }
}

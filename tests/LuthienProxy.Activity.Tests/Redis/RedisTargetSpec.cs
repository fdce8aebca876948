using LuthienProxy.Activity.Redis;

namespace LuthienProxy.Activity.Tests.Redis;

public sealed class RedisTargetSpec
{
    const string Secret = "s3cr3t";

    [Theory]
    [InlineData("redis://localhost", "redis://localhost:6379/0", null)]
    [InlineData("redis://localhost:7000/3", "redis://localhost:7000/3", null)]
    [InlineData("redis://:s3cr3t@host", "redis://host:6379/0", "s3cr3t")]
    [InlineData("redis://default:s3cr3t@host/", "redis://host:6379/0", "s3cr3t")]
    [InlineData("redis://:p%40ss%3A@host", "redis://host:6379/0", "p@ss:")]
    [InlineData("rediss://:s3cr3t@cache.example.com:6380", "rediss://cache.example.com:6380/0", "s3cr3t")]
    [InlineData("redis://[::1]:7000", "redis://::1:7000/0", null)]
    public void A_URL_must_be_read(string url, string text, string? password)
    {
        RedisTarget.TryParse(url, out var target, out _).ShouldBeTrue();
        target.ToString().ShouldBe(text);
        target.Password.ShouldBe(password);
        target.IsTls.ShouldBe(url.StartsWith("rediss", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:6379")]
    [InlineData("http://:s3cr3t@host")]
    [InlineData("redis://")]
    [InlineData("redis://somebody:s3cr3t@host")]
    [InlineData("redis://:s3cr3t@host/x")]
    [InlineData("redis://:s3cr3t@host/-1")]
    [InlineData("redis://:s3cr3t@host/0?ssl=true")]
    [InlineData("redis://:s3cr3t@host#s3cr3t")]
    public void What_cannot_be_used_must_be_refused_without_repeating_it(string url)
    {
        RedisTarget.TryParse(url, out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeNull().ShouldNotContain(Secret);
    }

    [Fact]
    public void No_text_of_the_options_may_hold_the_password()
    {
        RedisTarget.TryParse($"redis://:{Secret}@host", out var target, out _).ShouldBeTrue();
        $"{new RedisOptions { Target = target }}".ShouldNotContain(Secret);
        $"{new ActivityOptions { Node = "one", Redis = new RedisOptions { Target = target } }}".ShouldNotContain(Secret);
    }
}

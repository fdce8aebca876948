using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Storage.Spool;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Spool;

/// <summary>The spool's files against their model: a list of records, whatever a crash leaves of the bytes and whatever the disk does to them.</summary>
public sealed class SpoolLaws : IDisposable
{
    const int Tests = 200;

    static readonly Gen<byte[][]> Payloads =
        from sizes in Gen.Choose(1, 300).ListOf()
        from seed in Gen.Choose(0, int.MaxValue)
        select Made([.. sizes.Take(12)], seed);

    readonly TestFolder _folder = new();
    int _files;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_beginning_of_a_file_must_give_the_records_that_are_complete_in_it_and_no_other() =>
        Check(from payloads in Payloads from share in Gen.Choose(0, 1000) select (payloads, share), x =>
        {
            var file = Written(x.payloads);
            var cut = file.Length * x.share / 1000;
            var complete = SpoolReading.RecordsOf(file).Count(record => record.End <= cut);
            Read(file[..cut]).ShouldBe(x.payloads.Take(complete));
        });

    [Fact]
    public void What_was_acknowledged_must_survive_a_crash_in_the_middle_of_any_later_write() =>
        Check(from payloads in Payloads from more in Payloads from share in Gen.Choose(0, 1000) select (payloads, more, share), x =>
        {
            var acknowledged = Written(x.payloads).Length;
            var file = Written([.. x.payloads, .. x.more]);
            var cut = acknowledged + (file.Length - acknowledged) * x.share / 1000;
            Read(file[..cut]).Take(x.payloads.Length).ShouldBe(x.payloads);
        });

    [Fact]
    public void A_byte_that_changes_must_cost_the_record_it_stands_in_and_no_other() =>
        Check(from payloads in Payloads.Where(payloads => payloads.Length > 0) from share in Gen.Choose(0, 999) from bit in Gen.Choose(0, 7) select (payloads, share, bit), x =>
        {
            var file = Written(x.payloads);
            var at = SpoolFile.PreambleBytes + (file.Length - SpoolFile.PreambleBytes) * x.share / 1000;
            var hit = SpoolReading.RecordsOf(file).TakeWhile(record => record.End <= at).Count();
            file[at] ^= (byte)(1 << x.bit);
            Read(file).ShouldBe(x.payloads.Where((_, i) => i != hit));
        });

    [Fact]
    public void A_record_must_go_on_after_what_a_crash_has_left() =>
        Check(from payloads in Payloads from more in Payloads.Where(more => more.Length > 0) from share in Gen.Choose(0, 1000) select (payloads, more, share), x =>
        {
            var bytes = Written(x.payloads);
            var path = Put(bytes[..Math.Max(SpoolFile.PreambleBytes, bytes.Length * x.share / 1000)]);
            using var file = SpoolFile.Adopt(path, out _)!;
            var kept = file.Records;
            file.Append([.. x.more.Select(payload => (ReadOnlyMemory<byte>)payload)]);
            All(file).ShouldBe([.. x.payloads.Take(kept), .. x.more]);
        });

    [Fact]
    public void A_file_within_a_record_must_never_be_taken_for_records() =>
        Check(Payloads.Where(payloads => payloads.Length > 1), payloads =>
        {
            // A stranger sends a whole spool file as a prompt, and the record that holds it is damaged.
            var outer = Written([Written(payloads), payloads[0]]);
            outer[SpoolFile.PreambleBytes] ^= 1;
            Read(outer).ShouldBe([payloads[0]]);
        });

    static void Check<T>(Gen<T> generator, Action<T> law) => Prop.ForAll(generator.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(Tests));

    static byte[][] Made(int[] sizes, int seed)
    {
        var random = new Random(seed);
        return [.. sizes.Select(size =>
        {
            var payload = new byte[size];
            random.NextBytes(payload);
            return payload;
        })];
    }

    static List<byte[]> All(SpoolFile file)
    {
        var records = new List<byte[]>();
        for (var at = file.ReadAt; file.TryRead(at, out var record); at = record.End)
            records.Add(record.Payload.ToArray());
        return records;
    }

    byte[] Written(IReadOnlyList<byte[]> payloads)
    {
        var path = NextPath();
        using (var file = SpoolFile.Create(path))
            file.Append([.. payloads.Select(payload => (ReadOnlyMemory<byte>)payload)]);
        return File.ReadAllBytes(path);
    }

    List<byte[]> Read(byte[] bytes)
    {
        using var file = SpoolFile.Adopt(Put(bytes), out _);
        return file is null ? [] : All(file);
    }

    string Put(byte[] bytes)
    {
        var path = NextPath();
        File.WriteAllBytes(path, bytes);
        return path;
    }

    string NextPath() => Path.Combine(_folder.Path, $"{_files++}.spool");
}

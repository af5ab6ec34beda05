using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using TA.Casework.Installations;
using TA.Casework.Storage;

namespace TA.Web.Security;

/// <summary>The keys that protect cookies and forms, as data protection keeps them: XML files in the data folder, or rows of PostgreSQL with the same names.</summary>
/// <param name="database">Where accounts are.</param>
/// <param name="folder">The data folder.</param>
internal sealed class ProtectionKeys(SqlDatabase database, string folder)
{
    /// <summary>The tables that only PostgreSQL has: these keys, and the code of the first administrator, which belongs to an empty place.</summary>
    public static readonly IReadOnlyCollection<string> Tables = ["protection_keys", "setup_codes"];

    /// <summary>Where the files are.</summary>
    /// <param name="dataFolder">The data folder.</param>
    public static string Folder(string dataFolder) => Path.Combine(dataFolder, "keys");

    /// <summary>All keys.</summary>
    public async IAsyncEnumerable<Piece> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (database.File is null)
        {
            await using var db = Open();
            foreach (var key in await db.DataProtectionKeys.AsNoTracking().OrderBy(k => k.Id).ToListAsync(cancellation))
                yield return Piece.Of("keys", key.FriendlyName!, Encoding.UTF8.GetBytes(key.Xml!));
            yield break;
        }

        if (!Directory.Exists(Folder(folder)))
            yield break;
        // Files are put together under other names.
        foreach (var file in Directory.EnumerateFiles(Folder(folder), "*.xml").Order(StringComparer.Ordinal))
            yield return Piece.Of("keys", Path.GetFileNameWithoutExtension(file), await File.ReadAllBytesAsync(file, cancellation));
    }

    /// <summary>Keeps a key, unless there is one of that name.</summary>
    public async Task Keep(string name, ReadOnlyMemory<byte> xml, CancellationToken cancellation)
    {
        if (database.File is null)
        {
            await using var db = Open();
            if (await db.DataProtectionKeys.AnyAsync(k => k.FriendlyName == name, cancellation))
                return;
            using var content = new MemoryStream(xml.ToArray());
            db.Add(new DataProtectionKey { FriendlyName = name, Xml = XDocument.Load(content).Root!.ToString(SaveOptions.DisableFormatting) });
            await db.SaveChangesAsync(cancellation);
            return;
        }

        var file = Path.Combine(Directory.CreateDirectory(Folder(folder)).FullName, $"{name}.xml");
        if (File.Exists(file))
            return;
        await File.WriteAllBytesAsync($"{file}.part", xml, cancellation);
        File.Move($"{file}.part", file, overwrite: true);
    }

    private PostgreSqlAccountsDb Open() => new((DbContextOptions<PostgreSqlAccountsDb>)database.Use(new DbContextOptionsBuilder<PostgreSqlAccountsDb>()).Options);
}

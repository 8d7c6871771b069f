-- Cites @pmid:34372914, @pmcid:… and @doi:… with the command refconvert, which must be on the PATH
-- (or named by the environment variable REFCONVERT). What it does is said in the document's metadata,
-- under `refconvert`; see the README beside this extension.

local command = os.getenv("REFCONVERT") or "refconvert"

return {
  {
    Pandoc = function(document)
      return pandoc.utils.run_json_filter(document, command, { "pandoc-filter", FORMAT })
    end,
  },
}

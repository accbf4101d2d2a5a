visibility_timeout = 60
policy_effect      = "Deny"
encrypted_by       = null
tags               = { team = "post", owner = "me" }

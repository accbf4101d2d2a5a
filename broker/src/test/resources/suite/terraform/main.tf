# What TerraformIT applies, changes and destroys. The second stage changes every variable but the endpoint.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "endpoint" { type = string }
variable "tags" { default = { team = "mail", stage = "first" } }

provider "aws" {
  region     = "us-east-1"
  access_key = "123456789012"
  secret_key = "secret"

  endpoints {
    sns = var.endpoint
    sqs = var.endpoint
    sts = var.endpoint
  }
}

data "aws_caller_identity" "me" {}

output "account" { value = data.aws_caller_identity.me.account_id }
